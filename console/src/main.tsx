import "@fontsource-variable/inter/wght.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/shell.css";
import "./styles/inbox.css";
import "./styles/talk.css";
import "./styles/panel.css";
import "./styles/settings.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { locale, speak } from "./i18n";
import { App } from "./App";
import { followLinks } from "./shell/router";

speak(locale());
document.addEventListener("click", followLinks);
createRoot(document.getElementById("root")!).render(<StrictMode><App /></StrictMode>);
