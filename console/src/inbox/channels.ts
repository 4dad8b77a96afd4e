/** The icons of channels: lucide has no marks of companies, so their kind stands for them. */
export { Camera as Instagram, Hash as Slack, Mail, MessageCircle, MessageSquareText, Phone, Send } from "lucide-react";
