#include "perf/page/style.hpp"

namespace kpp::tools::page {

std::string_view style_sheet() {
  return R"css(
:root {
  color-scheme: light dark;
  --paper: #ffffff; --card: #f5f7fa; --ink: #1b2430; --soft: #5b6675; --rule: #d5dbe3;
  --rate: #0066a6; --p50: #007a5a; --p95: #9a6700; --p99: #c2410c; --max: #9d3c88;
  --good: #00704f; --bad: #b42318;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12161c; --card: #1b212a; --ink: #e6eaf0; --soft: #9aa6b5; --rule: #343d49;
    --rate: #56b4e9; --p50: #3ecf9b; --p95: #f0b429; --p99: #ff8a5c; --max: #e29acd;
    --good: #3ecf9b; --bad: #ff8b80;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem 1rem 4rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 0.75rem; }
.subject, .note { color: var(--soft); margin: 0.25rem 0; overflow-wrap: anywhere; }
.marks { border-left: 4px solid var(--bad); padding: 0.25rem 0.75rem; margin: 1rem 0;
  background: var(--card); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.75rem;
  margin: 1.5rem 0; padding: 0; }
.tiles div { background: var(--card); border-radius: 6px; padding: 0.75rem 1rem; }
.tiles dt { color: var(--soft); font-size: 0.85rem; }
.tiles dd { margin: 0; font-size: 1.3rem; font-variant-numeric: tabular-nums; }
.tiles small { font-size: 0.85rem; display: block; }
.better { color: var(--good); }
.worse { color: var(--bad); }
figure { margin: 1.5rem 0; background: var(--card); border-radius: 6px; padding: 1rem; }
figcaption { font-weight: 600; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--soft); font: 12px system-ui, sans-serif; }
svg text.x { text-anchor: middle; }
svg text.y { text-anchor: end; }
.axes line { stroke: var(--rule); }
.line { fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; }
.area { fill: currentColor; opacity: 0.15; }
circle { fill: currentColor; }
rect { fill: currentColor; opacity: 0.75; }
.before .line { stroke-dasharray: 6 4; opacity: 0.7; }
.before circle { fill: var(--card); stroke: currentColor; }
rect:hover { opacity: 1; }
.before rect { fill: none; stroke: currentColor; stroke-dasharray: 3 2; opacity: 0.8; }
.outline { color: var(--ink); } .rate { color: var(--rate); } .p50 { color: var(--p50); } .p95 { color: var(--p95); }
.p99 { color: var(--p99); } .max { color: var(--max); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0.5rem 0 0;
  padding: 0; font-size: 0.9rem; }
.legend li::before { content: ""; display: inline-block; width: 1.6em; margin-right: 0.4em;
  border-top: 3px solid currentColor; vertical-align: middle; }
.legend li.before::before { border-top-style: dashed; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.95rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 0.5rem 0; }
th, td { text-align: left; padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid var(--rule);
  vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 400; color: var(--soft); overflow-wrap: break-word; }
thead th { font-weight: 600; }
td.number, th.number { text-align: right; }
td.number { white-space: nowrap; }
details { margin: 1rem 0; }
summary { cursor: pointer; font-weight: 600; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 0 2rem;
  align-items: start; }
@media print { figure, .tiles div, table { break-inside: avoid; } body { max-width: none; } }
)css";
}

}  // namespace kpp::tools::page
