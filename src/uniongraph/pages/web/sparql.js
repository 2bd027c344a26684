import { Yasgui } from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
new Yasgui(document.getElementById("yasgui"), {});
import("./x.js");
