-- SPDX-License-Identifier: Apache-2.0
-- For bench/load: asks for addresses from a file, one a line, and prints what wrk measured as one line of JSON.
-- wrk -s bench/load.lua URL -- FILE once|on      once: every address one time; on: over and over until time is up
local addresses, at, once, asked, answered = {}, 0, false, 0, 0
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  for line in io.lines(args[1]) do table.insert(addresses, line) end
  once = args[2] == "once"
end

function request()
  at = at % #addresses + 1
  asked = asked + 1
  return wrk.format("GET", addresses[at])
end

function response(status)
  answered = answered + 1
  if status ~= 200 then
    wrong = (wrong or 0) + 1
    last_wrong = addresses[at] .. " gave " .. status
  end
  if once and answered >= #addresses then wrk.thread:stop() end
end

function done(summary, latency)
  local wrong = 0
  for _, thread in ipairs(threads) do wrong = wrong + (tonumber(thread:get("wrong")) or 0) end
  local e = summary.errors
  io.write(string.format(
    'RESULT {"requests": %d, "seconds": %.3f, "p50": %.3f, "p95": %.3f, "p99": %.3f, "most": %.3f, "bytes": %d, "wrong": %d, "timeouts": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3, summary.bytes, wrong + e.connect + e.read + e.write, e.timeout))
end
