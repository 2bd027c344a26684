// The part of Chart.js that horizontal bars need, in a file of its own: it is fetched with the first chart.

import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from "chart.js";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

const longest = (name) => (name.length > 24 ? `${name.slice(0, 23)}…` : name);

/** Draw bars in the colours and the type of the page. */
export function bars(canvas, { names, values, title, colour }) {
  const style = getComputedStyle(canvas.parentElement);
  Chart.defaults.font.family = style.fontFamily;
  Chart.defaults.color = style.color;
  const lines = { color: colour("line") };
  return new Chart(canvas, {
    type: "bar",
    data: { labels: names, datasets: [{ label: title, data: values, backgroundColor: colour("bar") }] },
    options: {
      indexAxis: "y",
      maintainAspectRatio: false,
      animation: false,
      scales: {
        x: {
          beginAtZero: true,
          ticks: { precision: values.every(Number.isInteger) ? 0 : undefined },
          grid: lines,
          title: { display: true, text: title },
        },
        y: { grid: { display: false }, ticks: { autoSkip: false, callback: (_, at) => longest(names[at]) } },
      },
    },
  });
}
