// SPDX-License-Identifier: Apache-2.0
// What the server answers: readings as docs/reading.md defines them, and what the API lays around them. Fields with a
// question mark may be missing: the page then works out what it needs from the readings.

/** [start, end) in Unicode code points of the document's text. */
export type Span = [number, number];

export interface Party {
  span: Span | null;
  entity: string | null;
  of: string | null;
  country: string | null;
  side: string | null;
  sector: string | null;
}

export interface Region {
  start: number;
  end: number;
  kind: 'title' | 'meta' | 'caption' | 'body' | 'junk';
}

export interface Entity {
  id: string;
  type: 'PER' | 'ORG' | 'GPE' | 'LOC';
  name: string;
  en: string | null;
  country: string | null;
  side: string | null;
  kb: string | null;
  mentions: Span[];
}

export interface Time {
  start: number;
  end: number;
  value: string;
  type: 'date' | 'time' | 'duration' | 'set';
  candidates: string[];
}

export interface Quantity {
  start: number;
  end: number;
  low: number | null;
  high: number | null;
  unit: string;
  who: Party | null;
  event: string | null;
  sources: Party[];
  cumulative: boolean;
}

export interface Quote {
  source: Party | null;
  via: Party[];
  cue: Span | null;
  cue_class: string;
  content: Span[];
  kind: 'direct' | 'indirect' | 'mixed';
  named: boolean;
}

export type Status = 'happened' | 'ongoing' | 'planned' | 'possible' | 'called-for' | 'conditional' | 'denied';

export interface Claim {
  id: string;
  trigger: Span;
  type: string;
  mode: string | null;
  actors: Party[];
  recipients: Party[];
  concerning: Party[];
  place: string | null;
  time: number | null;
  date: string | null;
  status: Status;
  qualifier: 'alleged' | 'asked' | 'wanted' | 'negated' | null;
  basis: 'report' | 'background' | 'inference';
  sources: Party[];
  effective_sources: Party[];
  denies: string | null;
  same: number | null;
  parse_confidence: number;
  rule: string;
}

export interface Designation {
  start: number;
  end: number;
  entity: string;
  stance: '+' | '0' | '-';
  kind: string | null;
  voice: 'outlet' | 'speaker' | 'unclear';
}

export interface Issue {
  code: string;
  message: string;
  start: number | null;
  end: number | null;
}

export interface Reading {
  schema: string;
  id: string;
  url: string | null;
  canonical_url: string | null;
  outlet: string | null;
  author: string | null;
  agency: string | null;
  published: {value: string | null; basis: string; earliest: string | null; latest: string | null} | null;
  modified: string | null;
  language: string;
  title: Span | null;
  text: string;
  regions: Region[];
  sentences: Span[];
  entities: Entity[];
  times: Time[];
  quantities: Quantity[];
  quotes: Quote[];
  events: Claim[];
  designations: Designation[];
  issues: Issue[];
  made_by: Record<string, string>;
}

export interface Correction {
  id: number;  // in the log
  claim: string;
  field: string;
  value: string;
  note: string | null;
  made: string;
  who: string | null;
}

/** An entry of the log: a correction of a claim, or a change of stories and events. */
export interface LogEntry {
  kind: 'correction' | 'change';
  id: number;
  made: string;
  who: string | null;
  note: string | null;
  undone: string | null;
  undone_by: string | null;
  document?: string;
  title?: string;
  claim?: string;
  field?: string;
  value?: string;
  action?: string;
  subjects?: string[];
  target?: string | null;
}

export interface FacetValue {
  value: string;
  name: string;
  en?: string;
  claims: number;
}

export interface Facets {
  claims: number;
  documents: number;
  facets: Record<string, FacetValue[]>;
}

/** Something new: an act told first, denied, corrected, a text changed or withdrawn. */
export interface NewsItem {
  id: number;
  kind: 'new' | 'status' | 'denied' | 'root' | 'parting' | 'changed' | 'corrected' | 'withdrawn';
  at: string | null;
  story: string | null;
  title: string | null;
  event: string | null;
  type: string | null;
  mode: string | null;
  actors: {name: string | null}[];
  recipients: {name: string | null}[];
  standing: string | null;
  before: string | null;
  passages: {outlet: string | null}[];
}

/** A source that is followed, and how it fares. */
export interface Source {
  name: string;
  kind: string;
  address: string;
  watched: boolean;
  tried: string | null;
  succeeded: string | null;
  failure: string | null;
  failures: number;
  documents: number;
  due: string | null;
}

/** Long work in the store. */
export interface Run {
  id: number;
  what: string;
  of: string;
  begun: string;
  told: string;
  documents: number;
  bytes: number;
  whole: number;
  ended: string | null;
}

interface Words {
  text: string;
  start: number;
  end: number;
}

export interface Fired extends Partial<Words> {
  part: string;
  where?: string;
  row?: Record<string, string>;
}

/** What fired for a claim, and how its parties and its source were chosen. */
export interface Why {
  claim: string;
  made_by: string;
  act: {type: string; mode: string | null; rule: string; trigger: Words};
  status: Status;
  qualifier: string | null;
  basis: string;
  fired: Fired[];
  parties: ({role: 'actor' | 'recipient' | 'concerning'; where: 'before' | 'after' | 'inside' | 'elsewhere' | 'implied'; slot: string | null; word_before?: string | null;
             name: string | null; known: string | null; member: boolean; country: string | null; side: string | null; sector: string | null} & Partial<Words>)[];
  time?: Words & {value: string; counted_from: string | null};
  taken_over: boolean;
  chain: ({name: string; named: boolean} & Partial<Words>)[];
  quotations: {cue: Words; cue_class: string; kind: string; fired: Fired[]}[];
}

export interface DocumentRow {
  document: string;
  given_id: string;
  url: string | null;
  outlet: string | null;
  published: string | null;
  title: string | null;
  added?: string;
  version?: number;
}

export interface DocumentAnswer extends DocumentRow {
  corrections: Correction[];
  reading: Reading;
  story?: string | null;
}

export interface StoryRow {
  id: string;
  title: string;
  first: string | null;
  last: string | null;
  documents: number;
  texts: number;
  outlets: number;
}

export interface Telling {
  document: string;
  given_id: string;
  url: string | null;
  outlet: string | null;
  published: string | null;
  title: string | null;
  copy_of: string | null;
  share: number;
  versions: number;
}

export interface StoryAnswer {
  id: string;
  tellings: Telling[];
}

export interface RowParty {
  name: string;
  text: string;
  english?: string;
  country?: string;
  side?: string;
  known_as: 'named' | 'described' | 'masked';
}

/** A claim as exports write it (docs/exports.md), in answers that go across documents. */
export interface ClaimRow {
  document: string;
  claim: {
    claim: string;  // document's id # claim's id
    type: string;
    mode?: string;
    status: Status;
    qualifier?: Claim['qualifier'];
    basis: Claim['basis'];
    actors: RowParty[];
    recipients: RowParty[];
    concerning: RowParty[];
    sources: RowParty[];
    chain: string;
    effective_sources: RowParty[];
    effective_chain: string;
    place?: string;
    date?: string;
    first_day?: string;
    last_day?: string;
    counts: {unit: string; text: string; low?: number; high?: number}[];
    sentence: string;
    trigger: string;
    start: number;
    end: number;
    rule: string;
    page: {document: string; outlet?: string; title?: string; url?: string; published?: string};
    review: string;
  };
}

export interface SearchHit {
  given_id: string;
  document?: string;
  outlet: string | null;
  published: string | null;
  title: string | null;
  snippet: string;
  marks: Span[];
}

export interface Count {
  name: string | null;
  documents: number;
  last: string | null;
}

export interface Overview {
  documents: number;
  outlets: Count[];
  made_by: Count[];
  types: Count[];
  statuses: Count[];
}

/** Somebody as he stands in a claim of a story. */
export interface Who {
  name: string | null;
  key: string | null;
  country: string | null;
  side: string | null;
  named: boolean;
}

export interface Root {
  name: string | null;
  kind: 'named' | 'party' | 'unnamed' | 'outlet';
  outlets: string[];
  claims: string[];
}

export interface Corroboration {
  outlets: number;
  voices: number;
  texts: number;
  named: number;
  parties: number;
  unnamed: number;
  own: number;
  roots: Root[];
}

export interface Passage {
  claim: string | null;
  document: string | null;
  outlet: string | null;
  source: string | null;
  sentence: string | null;
}

export interface Difference {
  about: string;
  versions: {value: string | null; passages: Passage[]}[];
}

/** One act as several documents tell it. */
export interface StoryEvent {
  id: string;
  type: string;
  mode: string | null;
  date: string | null;
  place: string | null;
  statuses: string[];
  corroboration: Corroboration;
  differences: Difference[];
  claims: {id: string; document: string; copied: boolean; wrong: boolean}[];
}

export interface StoryEvents {
  id: string;
  events: StoryEvent[];
  corroboration: Corroboration;
}

export interface FoundActor {
  key: string;
  type: string | null;
  name: string | null;
  en: string | null;
  country: string | null;
  side: string | null;
  documents: number;
  acts: number;
  sides: string[];
}

export interface DatedAct {
  id: string;  // DOCUMENT.CLAIM
  date: string | null;
  type: string;
  mode: string | null;
  quad: string;
  from: string | null;
  to: string | null;
  standing: string;  // done, denied, planned, possible, asked, alleged; or two of them: "done, denied"
  background: string | null;
  sentence: string | null;
  document: string;
  outlet: string | null;
  published: string | null;
  claims: number;
  roots: (string | null)[];
  camps: (string | null)[];
}

export interface Relation {
  a: FoundActor;
  b: FoundActor;
  documents: number;
  undated: number;
  by_camp: Record<string, number>;
  acts: DatedAct[];
}

export interface ActorView {
  actor: FoundActor;
  with: {actor: FoundActor; cooperation: number; hostility: number}[];
  acts: DatedAct[];
}
