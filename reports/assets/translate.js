// A page in English: what it says in Chinese only is put into English from the
// lists before this script (fixed phrases, names of the programme) and from the
// page's own sentences. What stands in no list stays as it is. Texts of people
// are in bdi elements and are never touched; text goes in as text only.
(function () {
  "use strict";
  var chinese = /[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/;
  var number = /[+−-]?\d[\d,]*(?:\.\d+)?/g;
  var attributes = ["aria-label", "aria-valuetext", "title", "alt", "placeholder", "data-label", "label"];
  var has = Object.prototype.hasOwnProperty;
  var phrases = window.yigaiEnglish.phrases; // only in these do # and * stand for something
  var lists = [phrases, window.yigaiEnglish.names]; // before them, the sentences of the page
  var changed = [];

  // Where no list has the whole, its parts may be known: from the strongest mark to the weakest.
  var marks = [[/[。]/, { "。": ". " }], [/[；]/, { "；": "; " }], [/[：？]/, { "：": ": ", "？": "? " }], [/[（）]/, { "（": " (", "）": ") " }], [/[　]/, { "　": ", " }],
    [/[，]/, { "，": ", " }], [/[、]/, { "、": ", " }], [/[“”《》【】]/, { "《": "“", "》": "”", "【": "[", "】": "] " }], [/[·•＝＋\/—]/, { "＝": "=", "＋": "+" }], [/[ |\n]/, {}]];

  function listed(text) {
    for (var at = 0; at < lists.length; at++) {
      if (has.call(lists[at], text)) return lists[at][text];
    }
  }

  // Phrases have # for a number and * for a text that has an English of its own;
  // #2 and *2 in the English name them out of order, {one|many} goes by the number before it.
  var digits = "[+−-]?\\d[\\d,]*(?:\\.\\d+)?";
  var withTexts = Object.keys(phrases).filter(function (key) { return key.indexOf("*") >= 0; })
    .sort(function (a, b) { return b.length - a.length || (a < b ? -1 : 1); })
    .map(function (key) {
      var pattern = key.replace(/[.?^${}()|[\]\\/+]/g, "\\$&").replace(/\*/g, "(.+?)").replace(/#/g, "(" + digits + ")");
      return { key: key, slots: key.match(/[#*]/g), pattern: new RegExp("^" + pattern + "$") };
    });

  function fill(phrase, numbers, texts) {
    var at = { "#": -1, "*": -1 };
    return phrase.replace(/([#*])(\d?)|\{([^|}]*)\|([^}]*)\}/g, function (all, slot, which, one, many) {
      if (!slot) return numbers[Math.max(at["#"], 0)] === "1" ? one : many;
      at[slot] = which ? Number(which) - 1 : at[slot] + 1;
      return (slot === "#" ? numbers : texts)[at[slot]];
    });
  }

  function numbered(text) {
    var numbers = text.match(number), key = text.replace(number, "#");
    return numbers && !/[#*]/.test(text) && has.call(phrases, key) ? fill(phrases[key], numbers) : undefined;
  }

  function composed(text) {
    for (var n = 0; n < withTexts.length; n++) {
      var found = withTexts[n].pattern.exec(text);
      if (!found) continue;
      var numbers = [], texts = [];
      for (var at = 1; at < found.length; at++) {
        if (withTexts[n].slots[at - 1] === "#") numbers.push(found[at]);
        else texts.push(english(found[at]));
      }
      if (texts.indexOf(undefined) < 0) return fill(phrases[withTexts[n].key], numbers, texts);
    }
  }

  // Two names in a row: of a place and of what is counted in it.
  function named(text) {
    for (var at = 1; at < text.length - 1; at++) {
      var first = listed(text.slice(0, at)), second = listed(text.slice(at));
      if (first && second) return second + ", " + first;
    }
  }

  // A text that says it in both languages: 改善 better.
  function both(text) {
    var found = /^[^a-z]*[\u3400-\u9fff]\S* ([a-z][a-z ]+)$/.exec(text);
    return found ? found[1] : undefined;
  }

  function day(text) {
    var parts = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(text);
    return parts ? parts[1] + "-" + ("0" + parts[2]).slice(-2) + "-" + ("0" + parts[3]).slice(-2) : undefined;
  }

  function parts(text, level) {
    if (level === marks.length) return;
    var mark = marks[level][0];
    if (!mark.test(text)) return parts(text, level + 1);
    var known = true;
    var words = text.split(new RegExp("(" + mark.source + ")")).map(function (part, at) {
      if (at % 2) return has.call(marks[level][1], part) ? marks[level][1][part] : part;
      var word = english(part, level + 1);
      if (word === undefined) known = false;
      return word;
    });
    return known ? words.join("").replace(/ +/g, " ").replace(/\.\. /g, ". ").replace(/\.\.$/, ".").replace(/ ([,.;:)])/g, "$1").trim() : parts(text, level + 1);
  }

  var kept = {};

  function english(text, level) {
    text = text.trim();
    if (!chinese.test(text)) return text;
    if (!level && has.call(kept, text)) return kept[text];
    var known = listed(text) || listed(text + "。") || both(text) || numbered(text) || day(text) || composed(text) || named(text) || parts(text, level || 0);
    if (!level) kept[text] = known;
    return known;
  }

  // word is the English of a text, or the text.
  function word(text) {
    var known = english(text);
    if (known === undefined) return text;
    return /^\s/.test(text) ? " " + known : known;
  }

  function keep(undo) { changed.push(undo); }

  // The English of a text may stand right behind it.
  function twin(node) {
    var next = node.nextSibling;
    return next && next.nodeType === 1 && next.getAttribute("lang") === "en" && next.textContent !== "";
  }

  // Why a figure bears a mark, where the reason itself is in Chinese only.
  var reasons = { a: "assumed by the pack: the reason is on the page on method", assumed: "assumed by the pack: the reason is on the page on method",
    c: "doubtful, and accepted by a person: the reason is below the table" };

  // A square holds the name of a place without its kind: Xinxiang for Xinxiang County.
  function short(name) {
    var words = name.split(",")[0].split(" ");
    if (words.length > 1) words.pop();
    return words.join(" ").length > 12 ? words[0] : words.join(" ");
  }

  // A name wider than its square is set closer.
  function fit(text) {
    var square = text.parentNode.querySelector("rect");
    if (!square || !text.getComputedTextLength) return;
    var most = Number(square.getAttribute("width")) - 4;
    if (!(text.getComputedTextLength() > most)) return;
    text.setAttribute("textLength", most);
    text.setAttribute("lengthAdjust", "spacingAndGlyphs");
    keep(function () { text.removeAttribute("textLength"); text.removeAttribute("lengthAdjust"); });
  }

  function texts() {
    var walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, { acceptNode: function (node) {
      return chinese.test(node.nodeValue) && !node.parentNode.closest("body [lang], bdi, script, style") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
    } });
    var all = [];
    while (walk.nextNode()) all.push(walk.currentNode);
    all.forEach(function (node) {
      var before = node.nodeValue;
      var after = twin(node) ? "" : word(before);
      if (after === before) { // what stays in Chinese is told to those who hear the page
        var holder = node.parentNode;
        holder.setAttribute("lang", "zh");
        keep(function () { holder.removeAttribute("lang"); });
        return;
      }
      if (after && (/\s$/.test(before) || node.nextSibling)) after += " ";
      var holding = node.parentNode, tile = holding.getAttribute("class") || "";
      if (holding.closest(".finding, h2, h3, thead th") && !holding.closest(".assumed, .flag") && !node.previousSibling) after = after.charAt(0).toUpperCase() + after.slice(1);
      node.nodeValue = /tile-name/.test(tile) ? short(after.trim()) : after;
      if (/tile-name/.test(tile)) fit(holding);
      keep(function () { node.nodeValue = before; });
    });
  }

  function words() {
    attributes.forEach(function (name) {
      Array.prototype.forEach.call(document.querySelectorAll("[" + name + "]"), function (node) {
        var before = node.getAttribute(name);
        if (!chinese.test(before)) return;
        var after = word(before);
        node.setAttribute(name, after === before && name === "title" && reasons[node.textContent.trim()] || after);
        keep(function () { node.setAttribute(name, before); });
      });
    });
    var title = document.title;
    document.title = title.replace(/【([^】]*)】/g, function (all, mark) { return "[" + word(mark) + "] "; }).split(" · ").map(function (part) {
      var marked = /^((?:\[[^\]]*\] )*)([^]*)$/.exec(part);
      return marked[1] + word(marked[2]);
    }).join(" · ");
    keep(function () { document.title = title; });
  }

  function show(inEnglish) {
    if (inEnglish) {
      var said = document.getElementById("said");
      if (said && lists.length === 2) lists.unshift(JSON.parse(said.textContent));
      texts();
      words();
      window.yigaiTranslate.shown = true;
    }
    if (!inEnglish) changed.splice(0).reverse().forEach(function (undo) { undo(); });
  }

  window.yigaiTranslate = { show: show, word: word };
})();
