// Everything a page can do with scripts on. Without them nothing is missing:
// pictures, tables and links are already there. Text goes in as text only.
(function () {
  "use strict";
  var page = document.documentElement;
  var root = page.getAttribute("data-root");
  var period = page.getAttribute("data-period");

  function each(selector, act, within) {
    Array.prototype.forEach.call((within || document).querySelectorAll(selector), act);
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // Pages opened from a disk may have no storage: the choice then lasts one page.
  function remembered(key, value) {
    try {
      if (value === undefined) return window.localStorage.getItem(key);
      window.localStorage.setItem(key, value);
    } catch (refused) {
      return null;
    }
    return value;
  }

  // One switch: Chinese, both, or English. The lists that put the rest of a page
  // into English are read when somebody asks for it.
  function language() {
    var group = document.querySelector(".language");
    function translate(inEnglish) {
      if (window.yigaiTranslate) window.yigaiTranslate.show(inEnglish);
      document.dispatchEvent(new Event("yigai-language"));
    }
    function show(choice) {
      var inEnglish = choice === "en";
      page.classList.toggle("no-english", choice === "zh");
      page.classList.toggle("english", inEnglish);
      page.lang = inEnglish ? "en" : "zh-CN";
      each(".language button", function (button) { button.setAttribute("aria-pressed", String(button.getAttribute("data-language") === choice)); });
      if (!inEnglish || window.yigaiTranslate) translate(inEnglish);
      else read(page.getAttribute("data-english"), function () { translate(page.classList.contains("english")); });
    }
    var kept = remembered("yigai-language");
    var asked = /^#(zh|en)$/.exec(window.location.hash); // an embedded page has no switch: its address says
    if (!group && asked) kept = asked[1];
    show(kept === "zh" || kept === "en" ? kept : "both");
    if (!group) return;
    group.hidden = false;
    group.addEventListener("click", function (event) {
      var choice = event.target.getAttribute("data-language");
      if (!choice) return;
      show(choice);
      remembered("yigai-language", choice);
    });
  }

  // What scripts say, in the language of the page.
  function word(text) {
    return page.classList.contains("english") && window.yigaiTranslate ? window.yigaiTranslate.word(text) : text;
  }

  function read(source, done) {
    var script = element("script");
    script.src = source;
    if (done) script.addEventListener("load", done);
    document.head.appendChild(script);
  }

  // The chart script is large: it is read when the page with its still pictures
  // stands on the screen, as the browser itself reports, and nothing else is waiting.
  function charts() {
    var library = page.getAttribute("data-echarts");
    if (!library) return;
    function begin() {
      read(library, function () { read(page.getAttribute("data-charts")); });
    }
    function whenIdle() {
      if (window.requestIdleCallback) window.requestIdleCallback(begin, { timeout: 3000 });
      else window.setTimeout(begin, 300);
    }
    function loaded() {
      if (!paints()) {
        window.requestAnimationFrame(function () { window.requestAnimationFrame(whenIdle); });
        return;
      }
      var watch = new window.PerformanceObserver(function (list) {
        if (!list.getEntriesByName("first-contentful-paint").length) return;
        watch.disconnect();
        whenIdle();
      });
      watch.observe({ type: "paint", buffered: true });
    }
    if (document.readyState === "complete") loaded();
    else window.addEventListener("load", loaded);
  }

  // Whether this browser tells when a page was painted.
  function paints() {
    var kinds = window.PerformanceObserver && window.PerformanceObserver.supportedEntryTypes;
    return !!kinds && kinds.indexOf("paint") >= 0;
  }

  // Institutions are many: their index is read when somebody begins to search.
  function institutions(form, ready) {
    var source = form.getAttribute("data-institutions");
    if (!source) return;
    form.removeAttribute("data-institutions");
    read(source, function () {
      window.yigaiInstitutions.forEach(function (group) {
        group.l.forEach(function (each) {
          if (each.x && each.x.indexOf(period) < 0) return;
          window.yigaiSearch.push({ n: each.n, s: "", e: "", i: each.i, k: "机构　" + group.u, p: group.p + "#u-" + each.a });
        });
      });
      ready();
    });
  }

  function matches(entry, words) {
    var text = (entry.n + " " + entry.s + " " + entry.e + " " + entry.i).toLowerCase();
    return words.every(function (word) { return text.indexOf(word) >= 0; });
  }

  // Initials that begin with what was typed come before names that only contain it.
  function score(entry, typed) {
    if (entry.i.split(" ").some(function (i) { return i === typed; })) return 0;
    if (entry.n.indexOf(typed) === 0) return 1;
    if (entry.i.split(" ").some(function (i) { return i.indexOf(typed) === 0; })) return 2;
    return 3;
  }

  function find(typed) {
    var words = typed.split(/\s+/);
    return (window.yigaiSearch || []).filter(function (entry) { return matches(entry, words); })
      .map(function (entry, at) { return { entry: entry, at: at, score: score(entry, typed) }; })
      .sort(function (a, b) { return a.score - b.score || a.at - b.at; })
      .slice(0, 12);
  }

  function search() {
    var form = document.querySelector(".search");
    if (!form) return;
    var box = form.querySelector("input");
    var hits = form.querySelector(".hits");
    form.hidden = false;
    function show() {
      var typed = box.value.trim().toLowerCase();
      hits.textContent = "";
      hits.hidden = typed === "";
      if (typed === "") return;
      var found = find(typed);
      if (found.length === 0) hits.appendChild(element("li", "none", word("没有找到 Nothing found")));
      found.forEach(function (hit) {
        var link = element("a", "", page.classList.contains("english") && hit.entry.e || hit.entry.n);
        link.href = root + period + "/" + hit.entry.p;
        link.appendChild(element("small", "", word(hit.entry.k)));
        hits.appendChild(element("li")).appendChild(link);
      });
    }
    // More may be found while somebody already walks through the hits: the one
    // walked to keeps the focus.
    function showMore() {
      var held = hits.contains(document.activeElement) ? document.activeElement.href : "";
      show();
      each("a", function (link) { if (held && link.href === held) link.focus(); }, hits);
    }
    box.addEventListener("focus", function () { institutions(form, showMore); });
    box.addEventListener("input", show);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var first = hits.querySelector("a");
      if (first) window.location.href = first.href;
    });
    form.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { box.value = ""; show(); box.focus(); }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event);
    });
    // Arrows walk from the box through what was found and back.
    function walk(event) {
      var stops = [box].concat(Array.prototype.slice.call(hits.querySelectorAll("a")));
      var at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      if (at < 0 || at >= stops.length) return;
      event.preventDefault();
      stops[at].focus();
    }
    // A slash begins a search, but not while something is being typed.
    document.addEventListener("keydown", function (event) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
      event.preventDefault();
      box.focus();
    });
    document.addEventListener("click", function (event) {
      if (!form.contains(event.target)) hits.hidden = true;
    });
  }

  // The key of a cell: its own, or its text with thousands separators and signs made plain.
  function keyOf(row, column) {
    var cell = row.children[column];
    var text = cell.getAttribute("data-sort") || cell.textContent.trim();
    var number = parseFloat(text.replace(/,/g, "").replace("−", "-").replace(/^[≥≤≈+]/, ""));
    return isNaN(number) ? text : number;
  }

  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a === "number") return -1;
    if (typeof b === "number") return 1;
    return a < b ? -1 : a > b ? 1 : 0;
  }

  // Sorting stays within a group of rows; the city's row stays on top.
  function sortBy(table, column, falling) {
    each("tbody", function (body) {
      var rows = Array.prototype.filter.call(body.rows, function (row) {
        return !row.classList.contains("city") && !row.classList.contains("group");
      });
      rows.map(function (row, at) { return { row: row, key: keyOf(row, column), at: at }; })
        .sort(function (a, b) {
          var missing = (a.key === "" || a.key[0] === "—") - (b.key === "" || b.key[0] === "—");
          return missing || (falling ? compare(b.key, a.key) : compare(a.key, b.key)) || a.at - b.at;
        })
        .forEach(function (each) { body.appendChild(each.row); });
    }, table);
  }

  function sorting() {
    each("table.sortable", function (table) {
      each("thead th", function (head, column) {
        if (head.classList.contains("fixed")) return;
        var button = element("button", "sort");
        var words = button.appendChild(element("span"));
        if (head.hasAttribute("data-en")) words.setAttribute("data-en", head.getAttribute("data-en"));
        head.removeAttribute("data-en");
        if (head.querySelector("a")) { // a button must hold no link
          words.textContent = head.textContent;
          head.textContent = "";
        }
        while (head.firstChild) words.appendChild(head.firstChild);
        button.type = "button";
        head.appendChild(button);
        button.addEventListener("click", function () {
          var falling = head.getAttribute("aria-sort") !== "descending";
          each("th[aria-sort]", function (other) { other.removeAttribute("aria-sort"); }, table);
          head.setAttribute("aria-sort", falling ? "descending" : "ascending");
          sortBy(table, column, falling);
        });
      }, table);
    });
  }

  function wanted(row, f) {
    var whole = row.getAttribute("data-org") === "all";
    var light = (!f.light || row.getAttribute("data-light") === f.light) && (!f.closing || row.getAttribute("data-closing") === f.closing);
    if (f.office || f.place) return light && (row.getAttribute("data-org") === f.office || row.getAttribute("data-org") === f.place);
    return light && (whole || f.scope === "each");
  }

  function filters() {
    var form = document.querySelector(".filters");
    if (!form) return;
    form.hidden = false;
    function apply() {
      var f = { scope: form.scope.value, light: form.light.value, office: form.office.value, place: form.place.value, closing: form.closing ? form.closing.value : "" };
      var shown = 0;
      each(".ledger tbody:not(.heading)", function (body) {
        var any = false;
        each("tr", function (row) {
          row.hidden = !wanted(row, f);
          if (!row.hidden) { any = true; shown += 1; }
        }, body);
        body.hidden = !any;
      });
      form.querySelector(".filter-count").textContent = word("显示 " + shown + " 行 rows");
    }
    form.addEventListener("change", apply);
    form.addEventListener("reset", function () { window.setTimeout(apply, 0); });
    apply();
  }

  // Rows of a long list that hold what was typed, in name, English name or code.
  function findRows() {
    each(".find-row", function (form) {
      var box = form.querySelector("input");
      form.hidden = false;
      form.addEventListener("submit", function (event) { event.preventDefault(); });
      box.addEventListener("input", function () {
        var typed = box.value.trim().toLowerCase();
        var shown = 0;
        each(".roster tbody tr", function (row) {
          row.hidden = row.querySelector("th").textContent.toLowerCase().indexOf(typed) < 0;
          if (!row.hidden) shown += 1;
        });
        form.querySelector("output").textContent = typed ? word("显示 " + shown + " 行") : "";
      });
    });
  }

  // On a phone every row is a card: of hundreds the first are shown, and the rest
  // when somebody asks. What is sorted, printed or read without scripts is all there.
  function longTables() {
    each("table.cards:not(.ledger):not(.roster)", function (table) {
      var rows = 0;
      each("tbody", function (body) { rows = Math.max(rows, body.rows.length); }, table);
      if (rows <= 60) return;
      var button = element("button", "all-rows");
      var words = button.appendChild(element("span"));
      words.setAttribute("data-en", "Show all " + rows + " rows");
      words.appendChild(element("span", "", "显示全部 " + rows + " 行")).lang = "zh";
      button.type = "button";
      button.addEventListener("click", function () { table.classList.remove("first-rows"); button.remove(); });
      table.classList.add("first-rows");
      table.parentNode.insertBefore(button, table.nextSibling);
    });
  }

  // A link to a closed list, or into the rest of a long one, opens it.
  function openTarget() {
    var target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    var long = target && target.closest(".first-rows");
    if (long) { long.nextSibling.click(); target.scrollIntoView(); }
    if (target && target.tagName === "DETAILS") target.open = true;
  }

  language();
  search();
  sorting();
  longTables();
  filters();
  findRows();
  charts();
  openTarget();
  window.addEventListener("hashchange", openTarget);
})();
