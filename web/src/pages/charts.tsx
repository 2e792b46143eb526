import { BarChart, LineChart, PieChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef, useState } from "react";

register([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const COLORS = ["#187580", "#c4553f", "#f0b04e", "#7a8b95"];
const SLICES = ["#187580", "#5fb9b0", "#f0b04e", "#c4553f", "#5b6fa8", "#93a2ab"];
const INK = "#42525c";

interface Series {
  name: string;
  values: number[];
}
type Props = { label: string } & (
  | { kind: "bars" | "line" | "rows"; labels: string[]; series: Series[] }
  | { kind: "pie"; slices: { name: string; value: number }[] }
);

function optionOf(props: Props, narrow: boolean): Record<string, unknown> {
  const text = { color: INK, fontFamily: "Inter Variable, system-ui, sans-serif", fontSize: 12 };
  const shared = {
    color: props.kind === "pie" ? SLICES : COLORS,
    textStyle: text,
    animationDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 350,
    tooltip: { trigger: props.kind === "pie" ? "item" : "axis", confine: true },
  };
  if (props.kind === "pie")
    return {
      ...shared,
      legend: {
        ...(narrow ? { bottom: 0, itemGap: 8 } : { orient: "vertical", left: "54%", top: "middle", itemGap: 12 }),
        itemWidth: 12,
        textStyle: { ...text, width: 170, overflow: "truncate" },
        icon: "circle",
      },
      series: [
        {
          type: "pie",
          radius: narrow ? ["34%", "56%"] : ["50%", "78%"],
          center: narrow ? ["50%", "30%"] : ["27%", "50%"],
          itemStyle: { borderColor: "#fff", borderWidth: 2 },
          label: { show: false },
          // The count stands in the legend: beside thin slices it would overlap.
          data: props.slices.map((one) => ({ ...one, name: `${one.name} · ${one.value}` })),
        },
      ],
    };
  if (props.kind === "rows")
    return {
      ...shared,
      grid: { left: 4, right: 34, top: 8, bottom: 4, outerBoundsMode: "same" },
      xAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: "#e8eef0" } }, axisLabel: { color: INK } },
      yAxis: {
        type: "category",
        inverse: true,
        data: props.labels,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: "#c7d2d7" } },
        axisLabel: { color: INK, width: 130, overflow: "truncate" },
      },
      series: props.series.map((one) => ({
        type: "bar",
        name: one.name,
        data: one.values,
        barMaxWidth: 18,
        itemStyle: { borderRadius: [0, 3, 3, 0] },
        label: { show: true, position: "right", color: INK },
      })),
    };
  const bars = props.kind === "bars";
  return {
    ...shared,
    ...(props.series.length > 1 ? { legend: { top: 0, right: 0, textStyle: text, icon: "roundRect" } } : {}),
    grid: { left: 4, right: 8, top: props.series.length > 1 ? 36 : 14, bottom: 4, outerBoundsMode: "same" },
    xAxis: {
      type: "category",
      data: props.labels,
      boundaryGap: bars,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: "#c7d2d7" } },
      axisLabel: { color: INK, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      splitLine: { lineStyle: { color: "#e8eef0" } },
      axisLabel: { color: INK },
    },
    series: props.series.map((one) => ({
      type: bars ? "bar" : "line",
      name: one.name,
      data: one.values,
      barMaxWidth: 22,
      
      ...(bars ? {} : { smooth: 0.25, symbol: "circle", symbolSize: 6, lineStyle: { width: 2.5 }, areaStyle: { opacity: 0.08 } }),
    })),
  };
}

export function Chart(props: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init> | null>(null);
  const [narrow, setNarrow] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, null, { renderer: "svg" });
    chart.current = made;
    const element = box.current;
    const watcher = new ResizeObserver(() => {
      setNarrow(element.clientWidth < 420);
      made.resize();
    });
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  const option = JSON.stringify(optionOf(props, narrow));
  useEffect(() => chart.current?.setOption(JSON.parse(option) as Record<string, unknown>, { notMerge: true }), [option]);
  return <div ref={box} role="img" aria-label={props.label} style={{ height: 250, width: "100%" }} />;
}
