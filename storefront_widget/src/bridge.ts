/** What the loader in the shop's page and the chat in its frame say to each other; the server knows nothing of it. */
import type { CartNote } from "./protocol.ts";

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
