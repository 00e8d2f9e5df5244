// SPDX-License-Identifier: Apache-2.0
// A scanner, no XML parser: it looks for <url> and <sitemap> elements and for a few fields inside each. What is damaged
// costs its own entry only.
#include "watch/sitemap.h"

#include <zlib.h>

#include <algorithm>

#include "text/utf8.h"

namespace isnad::watch {

namespace {

constexpr size_t kLongestEntry = 64 << 10;
constexpr size_t kHead = 64 << 10;  // bytes within which the root element must begin

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && static_cast<unsigned char>(s.front()) <= ' ') s.remove_prefix(1);
  while (!s.empty() && static_cast<unsigned char>(s.back()) <= ' ') s.remove_suffix(1);
  return s;
}

// Text between <name> and </name>, CDATA and the five entities taken off. Bare ampersands stay.
std::string field(std::string_view inside, std::string_view name) {
  for (size_t at = inside.find(name); at != inside.npos; at = inside.find(name, at + 1)) {
    if (at == 0 || inside[at - 1] != '<') continue;
    const size_t after = at + name.size();
    if (after >= inside.size() || (inside[after] != '>' && static_cast<unsigned char>(inside[after]) > ' ')) continue;
    const size_t open = inside.find('>', after);
    if (open == inside.npos) return {};
    const size_t close = inside.find("</", open);
    std::string_view raw = trimmed(inside.substr(open + 1, close == inside.npos ? 0 : close - open - 1));
    if (raw.starts_with("<![CDATA[")) {
      raw.remove_prefix(9);
      raw = trimmed(raw.substr(0, raw.find("]]>")));
      return text::repair(raw);
    }
    std::string out;
    for (size_t i = 0; i < raw.size(); ++i) {
      static constexpr std::pair<std::string_view, char> kEntities[] = {
          {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&#39;", '\''}};
      const auto* found = std::find_if(std::begin(kEntities), std::end(kEntities), [&](const auto& e) {
        return raw[i] == '&' && raw.substr(i).starts_with(e.first);
      });
      if (found == std::end(kEntities)) {
        out += raw[i];
      } else {
        out += found->second;
        i += found->first.size() - 1;
      }
    }
    return text::repair(out);
  }
  return {};
}

}  // namespace

struct SitemapReader::Gzip {
  z_stream stream{};
  bool member = true;  // inside one
  Gzip() { inflateInit2(&stream, 15 + 16); }
  ~Gzip() { inflateEnd(&stream); }
};

SitemapReader::SitemapReader(uint64_t most, std::function<bool(SitemapEntry&&)> entry)
    : most_(most), entry_(std::move(entry)) {}
SitemapReader::~SitemapReader() = default;

bool SitemapReader::add(std::string_view bytes) {
  if (!error_.empty() || stopped_) return false;
  if (seen_ == 0 && !gzip_ && buffer_.empty() && bytes.starts_with("\x1F")) gzip_ = std::make_unique<Gzip>();
  if (!gzip_) return plain(bytes);
  z_stream& z = gzip_->stream;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  char out[32 << 10];
  while (z.avail_in > 0) {
    if (!gzip_->member) {
      inflateReset(&z);
      gzip_->member = true;
    }
    z.next_out = reinterpret_cast<Bytef*>(out);
    z.avail_out = sizeof out;
    const int status = inflate(&z, Z_NO_FLUSH);
    if (!plain({out, sizeof out - z.avail_out})) return false;
    if (status == Z_STREAM_END) gzip_->member = false;
    else if (status != Z_OK && status != Z_BUF_ERROR) error_ = "its gzip data are damaged";
    if (!error_.empty()) return false;
    if (status == Z_BUF_ERROR) break;
  }
  return true;
}

bool SitemapReader::plain(std::string_view bytes) {
  seen_ += bytes.size();
  if (seen_ > most_) {
    error_ = "it is longer than " + std::to_string(most_ >> 20) + " MB; " + std::to_string(entries_) +
             " addresses before that were read";
    return false;
  }
  buffer_ += bytes;
  return take_entries();
}

bool SitemapReader::take_entries() {
  size_t used = 0;
  const std::string_view all = buffer_;
  for (;;) {
    // The next "<url>", "<url ", "<sitemap>" or "<sitemap "; the roots are longer names.
    size_t open = used;
    bool index = false;
    for (;; ++open) {
      open = all.find('<', open);
      if (open == all.npos || all.size() - open < 16) break;
      const std::string_view tag = all.substr(open + 1, 14);
      if (tag.starts_with("urlset") || tag.starts_with("sitemapindex")) root_ = true;
      if (tag.starts_with("/urlset") || tag.starts_with("/sitemapindex")) ended_ = true;
      index = tag.starts_with("sitemap") && (tag[7] == '>' || static_cast<unsigned char>(tag[7]) <= ' ');
      if (index || (tag.starts_with("url") && (tag[3] == '>' || static_cast<unsigned char>(tag[3]) <= ' '))) break;
    }
    if (open == all.npos) {
      used = all.size();
      break;
    }
    if (all.size() - open < 16) {
      if (all.substr(open).starts_with("</urlset") || all.substr(open).starts_with("</sitemapindex")) ended_ = true;
      used = open;
      break;
    }
    const std::string_view closing = index ? "</sitemap>" : "</url>";
    const size_t close = all.find(closing, open);
    if (close == all.npos) {
      used = open;
      if (all.size() - open > kLongestEntry) {  // its end is missing, and nothing after it has one
        ++damaged_;
        used = all.size() - 16;
      }
      break;
    }
    read_entry(all.substr(open, close - open), index);
    used = close + closing.size();
    if (stopped_) return false;
  }
  buffer_.erase(0, used);
  if (!root_ && seen_ > kHead) {
    error_ = "it is no sitemap";
    return false;
  }
  return true;
}

void SitemapReader::read_entry(std::string_view inside, bool index) {
  SitemapEntry entry;
  entry.index = index;
  entry.address = field(inside, "loc");
  if (entry.address.empty()) {
    ++damaged_;
    return;
  }
  ++entries_;
  entry.modified = field(inside, "lastmod");
  entry.title = field(inside, "news:title");
  entry.published = field(inside, "news:publication_date");
  entry.site = field(inside, "news:name");
  stopped_ = !entry_(std::move(entry));
}

Result<void> SitemapReader::finish() {
  if (!error_.empty()) return Error{error_};
  if (stopped_) return {};
  if (!root_) return Error{"it is no sitemap"};
  if (!ended_) return Error{"its end is missing; " + std::to_string(entries_) + " addresses before it were read"};
  if (damaged_ > 0) return Error{std::to_string(damaged_) + " of its entries are damaged; the others were read"};
  return {};
}

}  // namespace isnad::watch
