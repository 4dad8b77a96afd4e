/** Made by `make protocol` from integration_app/sockets/protocol; do not edit. */

/** Say whose order it is. */
export interface Prove {
  type: "prove";
  number: string;
  contact: string;
}

/** Have six digits sent to the order's own address. */
export interface SendCode {
  type: "send_code";
  order: string | null;
}

/** Give the six digits. */
export interface Code {
  type: "code";
  code: string;
}

/** How many of a thing go back. */
export interface Piece {
  id: string;
  quantity: number;
}

/** Ask for a return. */
export interface AskReturn {
  type: "return";
  order_id: string;
  items: Piece[];
  reason: string;
  note: string;
}

/** Leave a message for the team. */
export interface LeaveRequest {
  type: "offline";
  email: string;
  text: string;
}

/** Ask for a person. */
export interface Person {
  type: "person";
  label?: string;
}

/** Choose the language by hand. */
export interface Language {
  type: "language";
  locale: string;
}

/** Take what a trigger offered. */
export interface TakeCoupon {
  type: "coupon";
  firing: string;
  label?: string;
}

/** Pass on the shop's word that a customer is signed in. */
export interface Identify {
  type: "identify";
  token: string;
}

/** Forget this device. */
export interface Forget {
  type: "forget";
}

/** Give one to five stars. */
export interface Rate {
  type: "rate";
  stars: number;
}

export type Act = Prove | SendCode | Code | AskReturn | LeaveRequest | Person | Language | TakeCoupon | Identify | Forget | Rate;

/** A button: it leads somewhere, says something, or does something. */
export interface Action {
  label: string;
  url?: string;
  say?: string;
  act?: Prove | SendCode | Code | AskReturn | LeaveRequest | Person | Language | TakeCoupon | Identify | Forget | Rate;
}

export type Tone = "shop" | "done" | "wait" | "breach";

/** A thing in an order. */
export interface Item {
  title: string;
  variant?: string | null;
  quantity?: number;
  picture?: string | null;
}

/** A thing that may go back, and how many of it. */
export interface ReturnItem {
  id: string;
  title: string;
  variant?: string | null;
  quantity: number;
  picture?: string | null;
  price?: string | null;
  amount?: number | null;
  currency?: string | null;
}

/** One of the four stations of a parcel. */
export interface Station {
  key: string;
  label: string;
  at: string | null;
  status: "done" | "current" | "todo";
}

/** Why something goes back. */
export interface Reason {
  id: string;
  label: string;
}

/** Where an order is. */
export interface OrderCard {
  type: "order";
  number: string;
  state: string;
  state_label: string;
  tone: "shop" | "done" | "wait" | "breach";
  arrives: string | null;
  arrives_label: string;
  stations: Station[];
  items: Item[];
  more: number;
  actions: Action[];
}

/** A product of the shop. */
export interface ProductCard {
  type: "product";
  title: string;
  price: string | null;
  picture: string | null;
  url: string | null;
  note?: string | null;
  action?: Action | null;
}

/** A code that takes something off, once. */
export interface CouponCard {
  type: "coupon";
  code: string;
  text: string;
  note?: string | null;
  ends: string;
  ends_at?: string | null;
  apply_url?: string | null;
  apply_label?: string | null;
}

/** Asks for order number and contact. */
export interface ProofCard {
  type: "proof";
  number: string | null;
}

/** Asks for the six digits that were mailed. */
export interface CodeCard {
  type: "code";
  sent_to: string;
  order?: string | null;
}

/** One quiet line: this order is theirs. */
export interface ProvedCard {
  type: "proved";
  text: string;
}

/** Asks what goes back and why. */
export interface ReturnFormCard {
  type: "return_form";
  order: string;
  order_id: string;
  items: ReturnItem[];
  reasons: Reason[];
  sum_label?: string;
  next?: string;
}

/** A return that was asked for, and where it stands. */
export interface ReturnCard {
  type: "return";
  reference: string;
  order: string;
  state: string;
  state_label: string;
  tone?: "shop" | "done" | "wait" | "breach";
  items: Item[];
  amount?: string | null;
  next?: string | null;
}

/** A help page. */
export interface ArticleCard {
  type: "article";
  title: string;
  url: string | null;
  excerpt?: string | null;
}

/** Takes a message while nobody is there. */
export interface OfflineCard {
  type: "offline";
  reference?: string | null;
  known?: string | null;
  request?: string | null;
  answer_by?: string | null;
}

/** The message that was left, with its reference. */
export interface RequestCard {
  type: "request";
  reference: string;
  text?: string | null;
  known?: string | null;
  answer_by?: string | null;
  email?: string | null;
}

/** One quiet line: who has the conversation. */
export interface HandoverCard {
  type: "handover";
  state: "waiting" | "joined" | "returned";
  text: string;
}

/** Any card about an order whose proof has lapsed: its number, and nothing else. */
export interface MaskedCard {
  type: string;
  masked: true;
  number: string | null;
}

export type Card = OrderCard | ProductCard | CouponCard | ProofCard | CodeCard | ProvedCard | ReturnFormCard | ReturnCard | ArticleCard | OfflineCard | RequestCard | HandoverCard | MaskedCard;

/** One turn, as both sides get it. */
export interface Message {
  id: string;
  seq: number;
  author: "shopper" | "bot" | "agent" | "system";
  name: string | null;
  client_id: string | null;
  text: string;
  cards: (OrderCard | ProductCard | CouponCard | ProofCard | CodeCard | ProvedCard | ReturnFormCard | ReturnCard | ArticleCard | OfflineCard | RequestCard | HandoverCard | MaskedCard)[];
  choices: Action[];
  locale: string | null;
  at: string;
  masked?: boolean;
}

/** Who answers, by first name. */
export interface AgentName {
  name: string;
}

/** How a conversation stands. */
export interface State {
  holder: "bot" | "queue" | "agent" | "closed";
  agent: AgentName | null;
  online: boolean;
  hours: string;
  locale: string;
  read_by_shopper: number;
  read_by_agent: number;
  person_available: boolean;
  rating?: number | null;
  proved: string[];
}

/** Everything after a seq. */
export interface Thread {
  messages: Message[];
  last_seq: number;
  state: State;
}

/** The acknowledgement of a message. */
export interface Posted {
  id: string;
  seq: number;
}

/** The acknowledgement of an act. */
export interface Done {
  ok: boolean;
  seq: number | null;
}

/** The answer to a heartbeat: any gap shows. */
export interface Beat {
  seq: number;
  state: State;
}

/** Somebody is writing. */
export interface Typing {
  who: "agent" | "shopper";
  name: string | null;
  conversation?: string;
}

/** Up to where somebody has read. */
export interface Read {
  seq: number;
  who: "agent" | "shopper";
  conversation?: string;
}

/** A row of the inbox is to be read again. */
export interface InboxChanged {
  conversation: string;
}

/** An agent looks at a conversation, or looks away. */
export interface Looking {
  conversation: string;
  name: string;
  here: boolean;
}

/** Why something was refused. */
export interface Problem {
  code: string;
  message: string;
}

/** The answer instead of any other. */
export interface Refused {
  error: Problem;
}

/** The shop's colour and what is readable on it. */
export interface Tones {
  shop: string;
  hover: string;
  soft: string;
  on_shop: string;
  bubble: string;
  on_bubble: string;
}

/** By day and in the dark. */
export interface Colours {
  light: Tones;
  dark: Tones;
}

/** When the widget speaks first, and what it says. */
export interface Trigger {
  id: string;
  kind: "dwell" | "exit" | "cart_leave" | "repeat_view";
  seconds?: number;
  views?: number;
  pages?: string[];
  text: string;
  take: string;
  decline: string;
  ends?: string;
  coupon: boolean;
  empty_text?: string;
  empty_take?: string;
}

export interface Night {
  from: number;
  to: number;
}

/** What anyone may know of a store's widget; reading it writes no row. */
export interface Settings {
  store: string;
  name: string;
  colours: Colours;
  side: "start" | "end";
  locales: string[];
  locale: string;
  dir: "ltr" | "rtl";
  texts: Record<string, string>;
  mark: string | null;
  triggers: Trigger[];
  night: Night | null;
  online: boolean;
  hours_text: string;
  version: string;
}

/** What the loader knows of the shopper's cart; amounts as the store gave them. */
export interface CartNote {
  token: string | null;
  items: number;
  total: number | null;
  currency: string | null;
}
