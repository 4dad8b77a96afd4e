/**
 * The shapes of the console's JSON API, under /api/v1.
 *
 * Conventions: snake_case keys; times are ISO 8601 in UTC ("2026-11-21T08:26:00Z"); money is a decimal
 * string with its currency; ids are public ids; `null` is written out, never left away. The client sends
 * `Accept-Language: en|zh`; texts marked "reader's language" follow it. Every write carries `X-Parley-Csrf`
 * (from Me.csrf) except POST /session, POST /password-resets and POST /links/<token>.
 * Errors: {"error": {"code", "message", "fields"?: {"<path of the field>": "<message>"}}}, message in the
 * reader's language, saying what, why and what to do. 401 `not_signed_in`, 403 `csrf` | `not_allowed`,
 * 404 `not_found`, 409 for conflicts such as `already_taken`, 422 `invalid` with `fields`.
 */

export type Iso = string;
export type PublicId = string;
export type Locale = string;
export interface Money { amount: string; currency: string }
export interface ApiError { error: { code: string; message: string; fields?: Record<string, string> } }

/* ---- Signing in ----------------------------------------------------------------------------------- */

/** GET /session (public). What the sign-in page may say. */
export interface SessionHints {
  signed_in: boolean;
  demo: { email: string; password: string } | null; // only in the demo
  mail: boolean; // can Parley send the mail for a forgotten password?
}
/** POST /session → Me · DELETE /session → 204 */
export interface SignIn { email: string; password: string }
/** POST /password-resets → 202 {} whether or not the address is known; 409 `no_mail` without SMTP. */
export interface PasswordReset { email: string }
/** GET /links/<token> (public). One-time links: /console/link/<token>. 404 `link_unknown`, 410 `link_used` | `link_expired`. */
export interface OneTimeLink {
  kind: "first_owner" | "invitation" | "password_reset";
  email: string | null; // null for the first owner, who types it
  name: string | null;
  workspace: string;
}
/** POST /links/<token> → Me (signed in). Password at least 10 characters. */
export interface UseLink { email: string | null; name: string | null; password: string }

export type Role = "owner" | "manager" | "agent";
export interface AgentBrief { id: PublicId; name: string }
/** GET /me · PATCH /me with any of MePatch → Me */
export interface Me {
  agent: AgentBrief & { email: string; role: Role; locale: "en" | "zh"; theme: "system" | "light" | "dark"; available: boolean };
  workspace: { id: PublicId; name: string };
  stores: StoreBrief[];
  csrf: string;
  notices: Notice[];
}
export interface MePatch {
  name?: string; locale?: "en" | "zh"; theme?: "system" | "light" | "dark"; available?: boolean;
  password?: { current: string; new: string };
}
export interface StoreBrief { id: PublicId; name: string; colour: string; role: Role; zone: string; currency: string; locales: Locale[] }
/** Something the workspace should know; `message` in the reader's language. */
export interface Notice { code: string; message: string; link: string | null; tone: "wait" | "breach" }

/* ---- Inbox ---------------------------------------------------------------------------------------- */

export type Channel = "web" | "email" | "whatsapp" | "messenger" | "instagram" | "telegram" | "sms" | "slack" | "console";
export type Holder = "bot" | "queue" | "agent" | "closed";
/** GET /inbox?view=mine|unassigned|all&state=open|closed&store=<id>&cursor=… ; rows by due_at, then last_at. */
export interface Inbox {
  rows: InboxRow[];
  next_cursor: string | null;
  counts: { mine: number; unassigned: number; all: number };
  now: Iso;
}
/** GET /inbox/<conversation> → InboxRow, after a socket `inbox` event. 404 when it left the reader's sight. */
export interface InboxRow {
  id: PublicId;
  reference: string; // "P-3041"
  store: PublicId;
  channel: Channel;
  locale: Locale; // the shopper's
  shopper: string | null; // name if known; null shows as "Visitor P-3041"
  gist: string; // last message's text, one line, at most 140 characters
  gist_by: "shopper" | "bot" | "agent" | "system";
  holder: Holder;
  agent: AgentBrief | null;
  waiting: "us" | "shopper"; // who has to move next
  due_at: Iso | null; // when we must have answered; null when nothing is due
  unread: number; // shopper's messages this agent has not read
  read_by_shopper_at: Iso | null;
  last_seq: number;
  last_at: Iso;
}

/* ---- Conversation --------------------------------------------------------------------------------- */

/** GET /conversations/<id> */
export interface ConversationPage {
  conversation: Conversation;
  messages: Message[]; // all, by seq
  events: ThreadEvent[]; // what happened between the messages, by time
  summary: Summary | null;
  notes: Note[];
  shopper: ShopperFacts;
  orders: OrderFacts[]; // newest first, at most 5
  cart: Cart | null;
  returns: ReturnFacts[];
  earlier: EarlierConversation[];
  proofs: Proof[];
  viewers: AgentBrief[]; // others who have it open
}
export interface Conversation {
  id: PublicId;
  reference: string;
  store: PublicId;
  channel: Channel;
  locale: Locale;
  topic: string | null; // reader's language, such as "Refund or dispute"
  holder: Holder;
  agent: AgentBrief | null;
  waiting: "us" | "shopper";
  due_at: Iso | null;
  opened_at: Iso;
  closed_at: Iso | null;
  last_seq: number;
  read_by_me: number; // seq up to which this agent has read: "New since" stands after it
  read_by_shopper: number;
  shopper_online: boolean;
}
/** As on the socket (/agent `message`). */
export interface Message {
  id: PublicId;
  conversation: PublicId;
  seq: number;
  author: "shopper" | "bot" | "agent" | "system";
  name: string | null;
  client_id: string | null;
  text: string;
  cards: Card[];
  choices: { label: string }[];
  locale: Locale | null;
  at: Iso;
  masked: boolean;
}
/** A card as the shopper saw it, in the shopper's language (see the message body of the widget). */
export interface Card { type: string; [field: string]: unknown }
/** A line between messages; the console words it. `by.name` is set for agents only. */
export interface ThreadEvent {
  kind:
    | "conversation.opened" | "conversation.queued" | "conversation.assigned" | "conversation.released"
    | "conversation.returned" | "conversation.closed" | "conversation.reopened"
    | "return.opened" | "return.approved" | "return.refused" | "coupon.issued" | "trigger.fired" | "proof.given";
  at: Iso;
  by: { kind: "shopper" | "bot" | "agent" | "store" | "system"; name: string | null };
  reference: string | null; // R-2087, order number, coupon code
}
/** What the bot hands over; each line in the reader's language. */
export interface Summary { wants: string; known: string; tried: string; at: Iso }
export interface Note { id: PublicId; author: AgentBrief; text: string; at: Iso }
export interface ShopperFacts {
  id: PublicId;
  name: string | null;
  email: string | null;
  email_proved: boolean;
  zone: string | null; // IANA
  place: string | null; // city, "Riyadh"
  country: string | null;
  locale: Locale;
  value: Money | null; // of all paid orders
  order_count: number;
  page: { title: string; url: string; since: Iso } | null; // looking at
  online: boolean;
}
export interface OrderFacts {
  id: PublicId;
  number: string;
  state: "unpaid" | "paid" | "partly" | "packed" | "on_its_way" | "near" | "delivered" | "delayed" | "lost" | "cancelled" | "refunded";
  state_label: string; // reader's language
  tone: "done" | "wait" | "breach" | "shop";
  placed_at: Iso;
  total: Money;
  items: OrderItem[];
  stations: { key: string; label: string; at: string | null; status: "done" | "current" | "todo" }[]; // four, reader's language
  tracking: { company: string; number: string; url: string | null }[];
  admin_url: string | null;
  proved: boolean; // did this shopper prove it, or only claim it?
}
export interface OrderItem { title: string; variant: string | null; quantity: number; price: Money; picture: string | null }
export interface Cart { items: OrderItem[]; total: Money; seen_at: Iso }
export interface ReturnFacts {
  id: PublicId;
  reference: string;
  order_number: string;
  state: "requested" | "approved" | "refused" | "received" | "refunded" | "closed";
  state_label: string;
  reason: string; // reader's language
  note: string | null; // shopper's own words
  items: OrderItem[];
  amount: Money;
  hint: string | null; // what the store's rule says about it, reader's language
  decidable: boolean; // may this agent approve or refuse it now?
}
/** POST /returns/<id>/approve {} · POST /returns/<id>/refuse RefuseReturn → ReturnFacts */
export interface RefuseReturn { reason: string }
export interface EarlierConversation { id: PublicId; gist: string; at: Iso; by: "bot" | "agent"; agent: string | null }
export interface Proof { kind: "number_and_contact" | "code" | "signed_in"; order_number: string | null; at: Iso; expires_at: Iso }

/** POST /conversations/<id>/messages → Sent (idempotent by client_id) */
export interface SendMessage { client_id: string; body: { text: string } }
export interface Sent { id: PublicId; seq: number }
/** POST /conversations/<id>/notes → Note (idempotent by client_id) */
export interface WriteNote { client_id: string; text: string }
/** POST /conversations/<id>/read {seq} → 204 */
export interface ReadUpTo { seq: number }
/**
 * POST /conversations/<id>/take | release | return-to-bot | close | reopen {} → Conversation
 * POST /conversations/<id>/hand-over HandOver → Conversation (to a colleague, or null: back to the queue)
 */
export interface HandOver { agent: PublicId | null; note: string | null }

/* ---- Settings ------------------------------------------------------------------------------------- */

/** GET /stores → StoreState[] */
export interface StoreState {
  id: PublicId;
  name: string;
  colour: string;
  platform: "shopify" | "woocommerce" | "rest" | "demo";
  address: string; // shop's own
  state: "connected" | "waiting" | "failing"; // waiting: no webhook was ever received
  problem: string | null; // reader's language: what, why, what to do
  last_webhook_at: Iso | null;
  webhook_address: string;
  snippet: string; // the <script> line of the widget
}

/** GET/PUT /stores/<id>/widget ; PUT takes WidgetSettings without `palette`, `text_defaults`. */
export interface WidgetSettings {
  name: string; // as shoppers read it
  colour: string; // "#15514E": everything else is computed
  side: "start" | "end";
  mark: string | null; // data: or own address of the picture, at most 64 kB PNG, JPEG or WebP
  locales: Locale[]; // first is the default
  texts: Record<Locale, Partial<WidgetTexts>>; // only what differs from text_defaults
  text_defaults: Record<Locale, WidgetTexts>;
  palette: { light: Palette; dark: Palette };
}
export interface WidgetTexts { launcher: string; greeting: string; placeholder: string }
export interface Palette { shop: string; hover: string; soft: string; on_shop: string; bubble: string; on_bubble: string }

/** GET /stores/<id>/triggers → Trigger[] · POST → Trigger · GET/PUT/DELETE …/triggers/<id> */
export interface Trigger {
  id: PublicId;
  name: string;
  kind: TriggerKind;
  live: boolean;
  seconds: number | null; // dwell
  times: number | null; // repeat_view
  days: number | null; // repeat_view
  pages: string[]; // "product", "collection", "cart", or paths, with * at the end for all below; empty: every page
  night: boolean; // true: also in the visitor's night
  campaign: PublicId | null; // the coupon it offers
  texts: Record<Locale, TriggerTexts>;
  week: { fired: number; taken: number; at_most: Money | null }; // read only: last 7 days
}
export type TriggerKind = "dwell" | "exit" | "cart_leave" | "repeat_view";
/** `text` may hold {product} and {percent}. `empty_text` is shown, without a coupon, when the cart is empty. */
export interface TriggerTexts { text: string; take: string; decline: string; empty_text: string | null }
export type TriggerDraft = Omit<Trigger, "id" | "week">;

/** GET /stores/<id>/campaigns → Campaign[] · POST → Campaign · GET/PUT/DELETE …/campaigns/<id> · POST …/<id>/confirm {} · POST …/<id>/pause {} */
export interface Campaign {
  id: PublicId;
  name: string;
  percent: number;
  at_most: Money | null; // an order
  budget: Money | null; // a week, reserved at issue
  per_day: number; // codes; at most 100
  lasts_hours: number; // each code
  ends_at: Iso | null; // the campaign
  confirmed_at: Iso | null; // nothing is issued before; any change of percent, budget or expiry takes it away
  paused: boolean;
  issued: { today: number; week: number; redeemed: number; reserved: Money | null }; // read only
}
export type CampaignDraft = Omit<Campaign, "id" | "confirmed_at" | "paused" | "issued">;

/** GET /stores/<id>/articles → Article[] · POST → Article · GET/PUT/DELETE …/articles/<id> */
export interface Article {
  id: PublicId;
  live: boolean;
  texts: Record<Locale, ArticleText>; // at least one
  updated_at: Iso;
}
export interface ArticleText { title: string; body: string; questions: string[]; url: string | null }
export type ArticleDraft = Omit<Article, "id" | "updated_at">;

/** GET/PUT /stores/<id>/assistant */
export interface AssistantSettings {
  name: string;
  locales: Locale[];
  returns: { window_days: number | null; condition: "any" | "unused" | "original_packaging"; postage: "store" | "shopper" | "store_if_faulty" };
  shipping: ShippingZone[]; // a zone without countries is "everywhere else"
}
export interface ShippingZone { name: string; countries: string[]; days_min: number; days_max: number; price: Money | null; free_from: Money | null }

/** GET/PUT /stores/<id>/hours. Times are "HH:MM" in the store's zone; a day may have several spans; "24:00" ends a day. */
export interface Hours {
  zone: string;
  week: Record<Weekday, { from: string; to: string }[]>;
  holidays: { date: string; name: string; spans: { from: string; to: string }[] }[]; // no span: closed
  zones: string[]; // read only: what may be chosen
}
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** GET /stores/<id>/domains → Domains · PUT {"hosts": string[]} → Domains. Exact hosts, with a port if it is not the usual one. */
export interface Domains { domains: Domain[] }
export interface Domain {
  host: string;
  from_platform: boolean; // the shop's own address, cannot be removed
  seen_at: Iso | null; // the widget was last asked for from there
}

/** GET /team → Team · PATCH /team/<agent> {role} · DELETE /team/<agent> · POST /team/invitations Invite → Invitation · DELETE /team/invitations/<id> */
export interface Team { people: Person[]; invitations: Invitation[] }
export interface Person extends AgentBrief { email: string; role: Role; available: boolean; seen_at: Iso | null; you: boolean }
export interface Invite { email: string; role: Role }
export interface Invitation { id: PublicId; email: string; role: Role; expires_at: Iso; mailed: boolean; link: string | null } // link: only in the answer to POST when it was not mailed

/** GET /mail → MailState · POST /mail/test {} → MailState (sends to the reader's own address) */
export interface MailState {
  smtp: boolean;
  from_address: string | null;
  inbound: "webhook" | "imap" | "none";
  last_sent_at: Iso | null;
  failed: number; // deliveries given up in the last 7 days
  last_failure: { at: Iso; message: string } | null;
}
