// What the chart library adds to the still pictures: pointing, switching lines,
// a place to look for, a picture to keep. Names and numbers are data: no option
// has a function in it, and text goes in as text only.
(function () {
  "use strict";
  if (!window.echarts) return;
  var drawn = [];

  function each(selector, act, within) {
    Array.prototype.forEach.call((within || document).querySelectorAll(selector), act);
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // In English the same option with its texts put into English.
  function worded(value) {
    var translate = document.documentElement.classList.contains("english") && window.yigaiTranslate;
    if (!translate) return value;
    if (typeof value === "string") return translate.word(value);
    if (Array.isArray(value)) return value.map(worded);
    if (value === null || typeof value !== "object") return value;
    var copy = {};
    Object.keys(value).forEach(function (key) { copy[key] = worded(value[key]); });
    return copy;
  }

  function draw(figure) {
    var data = figure.querySelector("script[type='application/json']");
    if (!data) return;
    var plot = figure.querySelector(".plot");
    var still = plot.querySelector("svg");
    var canvas = element("div", "canvas");
    canvas.setAttribute("aria-hidden", "true");
    var option = JSON.parse(data.textContent);
    var height = Math.max(still.getBoundingClientRect().height, 160) + (option.legend && option.legend.show === false ? 0 : 40);
    plot.appendChild(canvas);
    canvas.style.height = height + "px";
    var chart = window.echarts.init(canvas, null, { renderer: "canvas" });
    chart.setOption(worded(option));
    plot.classList.add("drawn-here");
    document.addEventListener("yigai-language", function () { chart.setOption(worded(option), true); });
    window.addEventListener("resize", function () { chart.resize(); });
    window.addEventListener("beforeprint", function () { chart.resize(); });
    drawn.push({ figure: figure, chart: chart });
    keepPicture(figure, chart);
  }

  function wrapped(pen, text, wide) {
    var lines = [""];
    Array.from(text).forEach(function (letter) {
      if (pen.measureText(lines[lines.length - 1] + letter).width > wide) lines.push("");
      lines[lines.length - 1] += letter;
    });
    return lines;
  }

  // The picture carries its title and its source: it will be shown without its page.
  function picture(figure, chart) {
    var shot = chart.renderToCanvas({ pixelRatio: 2, backgroundColor: "#fff" });
    var sheet = element("canvas");
    var pen = sheet.getContext("2d");
    var face = '"Source Han Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';
    var texts = [["600 32px " + face, "#1F2933", 46, ".finding"], ["26px " + face, "#52606D", 38, ".measure"], ["22px " + face, "#52606D", 34, ".chart-source"]];
    var lines = texts.map(function (t) {
      pen.font = t[0];
      var found = figure.querySelector(t[3]);
      return found ? wrapped(pen, found.textContent, shot.width - 48) : [];
    });
    sheet.width = shot.width;
    sheet.height = shot.height + 72 + lines.reduce(function (sum, l, n) { return sum + l.length * texts[n][2]; }, 0);
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, sheet.width, sheet.height);
    var y = 24;
    lines.forEach(function (l, n) {
      if (n === 2) { pen.drawImage(shot, 0, y + 12); y += shot.height + 24; }
      pen.font = texts[n][0];
      pen.fillStyle = texts[n][1];
      l.forEach(function (line) { y += texts[n][2]; pen.fillText(line, 24, y - 8); });
    });
    return sheet.toDataURL("image/png");
  }

  function keepPicture(figure, chart) {
    var links = figure.querySelector(".chart-links");
    if (!links) return;
    var button = element("button", "link", "图片（PNG）");
    button.type = "button";
    button.addEventListener("click", function () {
      var link = element("a");
      link.href = picture(figure, chart);
      link.download = links.getAttribute("data-name") + ".png";
      link.click();
    });
    links.appendChild(document.createTextNode("　"));
    links.appendChild(button);
  }

  // A place chosen stands out in every chart that shows it, and in the table.
  function look(name) {
    var shown = worded(name);
    drawn.forEach(function (d) {
      var option = d.chart.getOption();
      d.chart.dispatchAction({ type: "downplay" });
      option.series.forEach(function (series, at) {
        if (!name) return;
        if (series.name === shown) d.chart.dispatchAction({ type: "highlight", seriesIndex: at });
        (series.data || []).forEach(function (point, index) {
          if (point && point.name === shown) d.chart.dispatchAction({ type: "highlight", seriesIndex: at, dataIndex: index });
        });
      });
    });
    each(".places tbody tr", function (row) {
      var link = row.querySelector("th a");
      row.classList.toggle("looked-for", !!name && !!link && [name, shown].indexOf(link.textContent) >= 0);
    });
  }

  function chooser() {
    var form = document.querySelector(".look-for");
    if (!form) return;
    form.hidden = false;
    form.addEventListener("change", function () { look(form.place.value); });
  }

  function labelled(words, control) {
    var line = element("p", "choose");
    var label = element("label", "", words + " ");
    label.appendChild(control);
    line.appendChild(label);
    return line;
  }

  // What folds out without a script is chosen from a list with one.
  function views() {
    var box = document.querySelector(".views");
    var others = box ? Array.prototype.slice.call(box.querySelectorAll(".view")) : [];
    if (!others.length) return;
    var first = box.querySelector(".chart");
    var list = element("select");
    list.appendChild(element("option", "", document.querySelector(".views .measure").textContent.split("，").slice(0, 3).join("，")));
    others.forEach(function (view) {
      list.appendChild(element("option", "", view.querySelector("summary").textContent));
      view.classList.add("chosen");
    });
    function show() {
      first.hidden = list.selectedIndex > 0;
      others.forEach(function (view, at) {
        view.hidden = at !== list.selectedIndex - 1;
        view.open = !view.hidden;
      });
    }
    list.addEventListener("change", show);
    box.insertBefore(labelled("看 View", list), first);
    show();
  }

  // The map of another period: the same squares, or outlines with their names
  // beside them, in its colours and numbers.
  function mapTimes() {
    var figure = document.querySelector(".map");
    var data = figure && figure.querySelector("script[type='application/json']");
    if (!data || !figure.querySelector("[data-org] .tile")) return;
    var times = JSON.parse(data.textContent);
    var slider = element("input");
    slider.type = "range";
    slider.min = 0;
    slider.max = times.periods.length - 1;
    slider.value = slider.max;
    var word = element("output");
    function show() {
      var at = Number(slider.value);
      word.textContent = " " + worded(times.periods[at]);
      slider.setAttribute("aria-valuetext", worded(times.periods[at]));
      each("[data-org]", function (place) {
        var cell = (times.places[place.getAttribute("data-org")] || [])[at];
        var shape = place.querySelector(".tile");
        if (!cell) return;
        if (shape) shape.setAttribute("class", "tile " + cell[0]);
        var title = shape && shape.querySelector("title");
        if (title) title.textContent = worded(cell[2]);
        each("text", function (text) {
          text.setAttribute("class", text.getAttribute("class").replace(/on-\S+/, "on-" + cell[0]));
          if (text.classList.contains("tile-value")) text.textContent = worded(cell[1]);
        }, place);
      }, figure);
    }
    slider.addEventListener("input", show);
    document.addEventListener("yigai-language", show);
    var line = labelled("报告期 Period", slider);
    line.appendChild(word);
    figure.insertBefore(line, figure.querySelector("svg"));
    show();
  }

  each(".chart", draw);
  chooser();
  views();
  mapTimes();
  if (document.documentElement.classList.contains("english") && window.yigaiTranslate) window.yigaiTranslate.show(true);
})();
