// Drawings beside the tables of 统计. The tables hold every figure; without scripting the drawings stay away.
// Data: the json_script element #chart-data, by table: {kind, title, names, columns: [{name, values}]}.
(function () {
  "use strict";

  const source = document.getElementById("chart-data");
  if (!source || !window.echarts) return;
  const data = JSON.parse(source.textContent);
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const palette = [colour("--act"), colour("--seal"), colour("--ok"), colour("--warn"), colour("--rush")];
  const words = { color: colour("--ink-2"), fontFamily: colour("--sans"), fontSize: 12 };

  const common = (chart) => ({
    animation: false,
    color: palette,
    textStyle: words,
    aria: { enabled: true, decal: { show: true } },
    tooltip: { trigger: chart.kind === "shares" ? "item" : "axis", renderMode: "richText", confine: true },
    legend: { show: chart.columns.length > 1 || chart.kind === "shares", top: 0, textStyle: words, itemWidth: 18 },
  });

  const draw = {
    shares: (chart) => ({
      series: [{
        type: "pie", radius: ["38%", "68%"], center: ["50%", "56%"], label: { formatter: "{c}", position: "inside", ...words, color: "#fff", fontWeight: 600, textBorderWidth: 2, textBorderColor: "#1d2229" },
        data: chart.names.map((name, at) => ({ name, value: chart.columns[0].values[at] })).filter((each) => each.value),
      }],
    }),
    bars: (chart) => ({
      grid: { left: 8, right: 36, top: chart.columns.length > 1 ? 28 : 8, bottom: 8, containLabel: true },
      xAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: colour("--line") } } },
      yAxis: { type: "category", inverse: true, data: chart.names, axisLabel: { width: 108, overflow: "truncate", ...words } },
      series: chart.columns.map((each) => ({ type: "bar", name: each.name, data: each.values, barMaxWidth: 14, label: { show: true, position: "right" } })),
    }),
    lines: (chart) => ({
      grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
      xAxis: { type: "category", data: chart.names },
      yAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: colour("--line") } } },
      series: chart.columns.map((each) => ({ type: "line", name: each.name, data: each.values, symbolSize: 5 })),
    }),
  };

  document.querySelectorAll("[data-chart]").forEach(function (place) {
    const chart = data[place.dataset.chart];
    if (!chart || !draw[chart.kind]) return;
    place.hidden = false;
    place.parentElement.classList.add("figures-drawn");
    const drawn = window.echarts.init(place, null, { renderer: "svg" });
    drawn.setOption({ ...common(chart), ...draw[chart.kind](chart) });
    window.addEventListener("resize", () => drawn.resize());
  });
})();
