/** The shapes that server and chat exchange, as the socket and the widget's HTTP API send them. */

export type Tone = "shop" | "done" | "wait" | "breach";

export interface Tones {
  shop: string;
  hover: string;
  soft: string;
  on_shop: string;
  bubble: string;
  on_bubble: string;
}

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

/** What anyone may know of a store's widget; reading it writes no row. */
export interface Settings {
  store: string;
  name: string;
  colours: { light: Tones; dark: Tones };
  side: "start" | "end";
  locales: string[];
  locale: string;
  dir: "ltr" | "rtl";
  texts: Record<string, string>;
  mark: string | null;
  triggers: Trigger[];
  night: { from: number; to: number } | null;
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

export type Act =
  | { type: "prove"; number: string; contact: string }
  | { type: "send_code"; order: string | null }
  | { type: "code"; code: string }
  | { type: "return"; order_id: string; items: { id: string; quantity: number }[]; reason: string; note: string }
  | { type: "offline"; email: string; text: string }
  | { type: "person"; label: string }
  | { type: "language"; locale: string }
  | { type: "coupon"; firing: string; label: string }
  | { type: "identify"; token: string }
  | { type: "forget" }
  | { type: "rate"; stars: number }
  | { type: string; [more: string]: unknown };

export interface Action {
  label: string;
  url?: string;
  say?: string;
  act?: Act;
}

export interface Item {
  title: string;
  variant?: string | null;
  quantity?: number;
  picture?: string | null;
}

export interface ReturnItem extends Item {
  id: string;
  quantity: number;
  price?: string | null;
  amount?: number | null;
  currency?: string | null;
}

export interface Station {
  key: string;
  label: string;
  at: string | null;
  status: "done" | "current" | "todo";
}

export interface OrderCard {
  type: "order";
  number: string;
  masked?: boolean;
  state?: string;
  state_label?: string;
  tone?: Tone;
  arrives?: string | null;
  arrives_label?: string;
  stations?: Station[];
  items?: Item[];
  more?: number;
  actions?: Action[];
}
export interface ProductCard {
  type: "product";
  title: string;
  price: string;
  picture: string | null;
  url: string;
  note?: string | null;
  action?: Action | null;
}
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
export interface ProofCard {
  type: "proof";
  number: string | null;
}
export interface CodeCard {
  type: "code";
  sent_to: string;
  order?: string | null;
}
export interface ProvedCard {
  type: "proved";
  text: string;
}
export interface ReturnFormCard {
  type: "return_form";
  order: string;
  order_id: string;
  items: ReturnItem[];
  reasons: { id: string; label: string }[];
  sum_label?: string;
  next?: string;
}
export interface ReturnCard {
  type: "return";
  reference: string;
  order: string;
  state: string;
  state_label: string;
  tone?: Tone;
  items: Item[];
  amount?: string | null;
  next?: string | null;
}
export interface ArticleCard {
  type: "article";
  title: string;
  url: string | null;
  excerpt?: string | null;
}
export interface OfflineCard {
  type: "offline";
  known?: string | null;
  request?: string | null;
  answer_by?: string | null;
}
export interface RequestCard {
  type: "request";
  reference: string;
  text?: string | null;
  known?: string | null;
  answer_by?: string | null;
  email?: string | null;
}
export interface HandoverCard {
  type: "handover";
  state: "waiting" | "joined" | "returned";
  text: string;
}
export type Card =
  | OrderCard
  | ProductCard
  | CouponCard
  | ProofCard
  | CodeCard
  | ProvedCard
  | ReturnFormCard
  | ReturnCard
  | ArticleCard
  | OfflineCard
  | RequestCard
  | HandoverCard;

export interface Body {
  text: string;
  cards?: Card[];
  choices?: Action[];
  locale?: string;
}

export interface Message {
  id: string;
  seq: number;
  author: "shopper" | "bot" | "agent" | "system";
  name: string | null;
  client_id: string | null;
  text: string;
  cards: Card[];
  choices: Action[];
  locale: string | null;
  at: string;
  masked?: boolean;
}

export interface State {
  holder: "bot" | "queue" | "agent" | "closed";
  agent: { name: string } | null;
  online: boolean;
  hours: string;
  locale: string;
  read_by_shopper: number;
  read_by_agent: number;
  person_available: boolean;
  /** Stars given, if any. */
  rating?: number | null;
  proved: string[];
}

export interface Thread {
  messages: Message[];
  last_seq: number;
  state: State;
}

export interface Refused {
  error: { code: string; message: string };
}

/** What the loader tells the frame about the page it stands in. */
export interface Page {
  url: string;
  title: string;
  product: string | null;
}

export interface OpenWith {
  firing?: string | undefined;
  coupon?: boolean;
  /** What the shopper tapped, in the words that stood there. */
  label?: string;
}

export type ToFrame =
  | {
      parley: 1;
      type: "hello";
      store: string;
      secret: string | null;
      locale: string;
      zone: string;
      page: string;
      title: string;
      referrer: string;
      product: string | null;
      cart: CartNote | null;
      open_with: OpenWith;
      theme: string | null;
      kept: string | null;
    }
  | { parley: 1; type: "shown"; open_with?: OpenWith }
  | { parley: 1; type: "hidden" }
  | { parley: 1; type: "page"; page: string; title: string; product: string | null }
  | { parley: 1; type: "identity"; token: string };

export type ToLoader =
  | { parley: 1; type: "ready" }
  | { parley: 1; type: "close" }
  /** The shopper follows a link into the shop; on a phone, where the chat covers it, and where asked, the chat makes way. */
  | { parley: 1; type: "onwards"; make_way: boolean }
  | { parley: 1; type: "secret"; secret: string | null }
  | { parley: 1; type: "forget" }
  | { parley: 1; type: "unread"; count: number }
  | { parley: 1; type: "resize"; height: number }
  | { parley: 1; type: "keep"; kept: string };
