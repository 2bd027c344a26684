// The interface in Chinese. YASGUI speaks English only, so its words are changed where they appear; ours are said
// through `t`, in the same dictionary.

import { isChinese } from "./settings.js";

const CHINESE = {
  // YASGUI's own words
  "Run query": "运行查询",
  "Share query": "分享查询",
  "Add tab": "新建标签页",
  "Add a new tab": "新建标签页",
  "Close tab": "关闭标签页",
  "Rename Tab": "重命名",
  "Copy Tab": "复制标签页",
  "Close Tab": "关闭",
  "Close other tabs": "关闭其他标签页",
  "New Tab": "新建标签页",
  "Undo close Tab": "恢复关闭的标签页",
  "Download Results": "下载结果",
  "Download result": "下载结果",
  "Download not supported": "此视图不能下载",
  "Show all": "全部显示",
  "Response": "原始响应",
  "Boolean": "真假",
  "True": "真",
  "False": "假",
  "cannot render result": "无法显示结果",
  // ours
  "Query": "查询",
  "Table": "表格",
  "Chart": "图表",
  "Graph": "关系图",
  "SPARQL query": "SPARQL 查询语句",
  "SPARQL query; Escape leaves the field": "SPARQL 查询语句；按 Esc 离开",
  "Suggestions": "补全建议",
  "Link to this query": "此查询的链接",
  "Raw response": "原始响应",
  "Queries": "查询标签页",
  "Example queries": "示例查询",
  "Filter examples": "筛选示例",
  "No example has these words.": "没有含这些字词的示例。",
  "The examples cannot be had.": "示例无法取得。",
  "Filter rows": "筛选各行",
  "Rows per page": "每页行数",
  "All": "全部",
  "Previous": "上一页",
  "Next": "下一页",
  "Result": "结果",
  "Results": "结果",
  "Pages": "分页",
  "Download": "下载",
  "Names": "名称列",
  "Values": "数值列",
  "Zoom in": "放大",
  "Zoom out": "缩小",
  "Fit": "适合窗口",
  "Nothing is picked.": "未选中节点。",
  "Not SPARQL from here on. Expected": "此处起不合语法，应为",
  "Not the whole answer": "结果不完整",
  "The server cut the answer off": "服务器截断了结果",
  "The transfer broke off before the end of the answer: a limit of the server, or the connection.":
    "结果未传完即中断：触及服务器限额，或连接中断。",
  "The server cannot be reached.": "无法连接服务器。",
  // what the service calls its failures
  "Bad query": "查询有误",
  "Refused": "已拒绝",
  "Out of time": "超时",
  "Too much": "过于繁重",
  "Busy": "服务繁忙",
  "Bad parameter": "参数有误",
  "Bad gateway": "上游服务有误",
  "Not acceptable": "格式不可用",
  "Failed": "服务出错",
  "class": "类",
  "property": "属性",
};

const PATTERNS = [
  [/^Prefix '(.*)' is not defined$/, (_, name) => `前缀 ${name}: 未声明`],
  [
    /^(\d+) results?(?: in ([\d.e-]+) seconds?)?$/,
    (_, rows, time) => `${rows} 行${time ? `，用时 ${time} 秒` : ""}`,
  ],
  [/^Response in ([\d.e-]+) seconds?$/, (_, time) => `用时 ${time} 秒`],
  [/^Shows (.+) view$/, (_, name) => `${translated(name)}视图`],
  [
    /^Could not render results with the (.+) plugin, the results currently are rendered with the (.+) plugin\.\s*$/,
    (_, wanted, used) => `${translated(wanted)}视图不适合此结果，改用${translated(used)}视图。`,
  ],
];

function translated(text) {
  const plain = text.trim();
  if (Object.hasOwn(CHINESE, plain)) return CHINESE[plain];
  for (const [pattern, write] of PATTERNS) if (pattern.test(plain)) return plain.replace(pattern, write);
  return text;
}

/** A text of the interface in the language of the page. */
export const t = (text) => (isChinese ? translated(text) : text);

/** A number as the reader writes it. */
export const n = (number) => number.toLocaleString(isChinese ? "zh-Hans" : "en");

const ATTRIBUTES = ["title", "aria-label", "placeholder"];
// What is the reader's or the data's, not the interface's.
const DATA = ".CodeMirror-lines, .CodeMirror-hints, .tab a > span, input, textarea, .own, svg";

function translateIn(root) {
  if (root.closest?.(DATA)) return;
  const walker = document.createTreeWalker(
    root,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) =>
      node.nodeType === Node.ELEMENT_NODE && node.matches(DATA)
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = root; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = translated(node.data);
      if (text !== node.data) node.data = text;
    } else {
      for (const name of ATTRIBUTES) {
        const said = node.getAttribute(name);
        const text = said && translated(said);
        if (said !== text) node.setAttribute(name, text);
      }
    }
  }
}

/** Change YASGUI's words below an element now and whenever they appear. */
export function translate(root) {
  if (!isChinese) return;
  translateIn(root);
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type !== "childList") translateIn(type === "attributes" ? target : target.parentElement ?? root);
      for (const node of addedNodes) {
        if (node.parentElement) translateIn(node.nodeType === 1 ? node : node.parentElement);
      }
    }
  }).observe(root, { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES });
}
