/**
 * Names for the shapes of the console's API. All come from `types.ts`, which `npm run types` makes from
 * `openapi.json`; what the document cannot say exactly is narrowed here.
 */
import type { components } from "./types";

type S = components["schemas"];
type With<T, More> = Omit<T, keyof More> & More;

export type Money = S["Money"];
export type AgentBrief = S["AgentBrief"];
export type Role = Me["agent"]["role"];
/** What every refusal is answered with; `fields` by the path of the field. */
export interface ApiError { error: { code: string; message: string; fields?: Record<string, string> } }

export type SessionHints = S["SessionHints"];
export type SignIn = S["SignIn"];
export type OneTimeLink = S["OneTimeLink"];
export type UseLink = S["UseLink"];
export type Me = S["Me"];
export type MePatch = Partial<S["MePatch"]>;
export type StoreBrief = S["StoreBrief"];
export type Notice = S["Notice"];

export type InboxRow = S["InboxRow"];
export type Inbox = S["Inbox"];

export type Card = { type: string } & Record<string, unknown>;
export type Message = With<S["Message"], { cards: Card[]; choices: { label: string }[] }>;
export type ConversationPage = With<S["ConversationPage"], { messages: Message[] }>;
export type Conversation = S["Conversation"];
export type ThreadEvent = S["ThreadEvent"];
export type Summary = S["Summary"];
export type Note = S["Note"];
export type Tag = S["Tag"];
export type StoreTag = S["StoreTag"];
export type ShopperFacts = S["ShopperFacts"];
export type OrderFacts = S["OrderFacts"];
export type OrderItem = S["OrderItem"];
export type ActionFacts = S["ActionFacts"];
export type ActionSettings = S["ActionSettings"];
export type ActionSettingsDraft = S["ActionSettingsDraft"];
export type Cart = S["Cart"];
export type ReturnFacts = S["ReturnFacts"];
export type RefuseReturn = S["RefuseReturn"];
export type RefundReturn = S["RefundReturn"];
export type EarlierConversation = S["EarlierConversation"];
export type Proof = S["Proof"];
export type SendMessage = S["SendMessage"];
export type Sent = S["Sent"];
export type WriteNote = S["WriteNote"];
export type HandOver = S["HandOver"];

export type StoreState = S["StoreState"];
export type WidgetTexts = S["WidgetTexts"];
export type WidgetSettings = With<S["WidgetSettings"], { texts: Record<string, Partial<WidgetTexts>> }>;
export type Palette = S["Palette"];
export type Trigger = S["Trigger"];
export type TriggerDraft = S["TriggerDraft"];
export type TriggerTexts = S["TriggerTexts"];
export type TriggerKind = Trigger["kind"];
export type Campaign = S["Campaign"];
export type CampaignDraft = Omit<Campaign, "id" | "confirmed_at" | "paused" | "issued" | "codes_ready" | "codes_problem">;
export type Article = S["Article"];
export type ArticleDraft = S["ArticleDraft"];
export type ArticleText = S["ArticleText"];
export type AssistantSettings = S["AssistantSettings"];
export type ShippingZone = S["ShippingZone"];
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
export type Hours = With<S["Hours"], { week: Record<Weekday, S["Span"][]> }>;
export type Domains = S["Domains"];
export type Team = S["Team"];
export type Person = S["Person"];
export type PersonRole = Person["role"];
export type ShopifyArrival = S["ShopifyArrival"];
export type ShopifyEntry = S["ShopifyEntry"];
export type JoinTarget = S["JoinTarget"];
export type NewJoinCode = S["NewJoinCode"];
export type Invite = S["Invite"];
export type Invitation = S["Invitation"];
export type MailState = S["MailState"];
export type Installation = S["Installation"];
export type CheckResult = S["CheckResult"];
export type CheckName = CheckResult["name"];
export type AppFiles = S["AppFiles"];
export type Door = S["Door"];
export type DataRequest = S["DataRequest"];
export type PrivacySettings = S["PrivacySettings"];
export type StoreSync = S["StoreSync"];
export type Lane = S["Lane"];
export type DeliveryZone = S["DeliveryZone"];
export type Delivery = S["Delivery"];
export type FoundStore = S["FoundStore"];
export type ConnectedStore = S["ConnectedStore"];
export type ConnectionState = S["ConnectionState"];
export type PluginState = S["PluginState"];
export type TrackingSettings = S["TrackingSettings"];
