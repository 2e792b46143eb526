(function () {
  "use strict";
  var form = /*FORM*/;
  var here = document.currentScript;
  var asked = (here && here.getAttribute("data-lang")) || document.documentElement.lang || "es";
  var language = /^en/i.test(asked) ? "en" : "es";
  var said = form.languages[language];
  var unique = "troncal-" + Math.random().toString(36).slice(2, 8) + "-";
  var key = form.key + "-" + Date.now().toString(36) + Math.random().toString(36).slice(2);
  var inputs = {};
  function make(tag, values, children) {
    var made = document.createElement(tag);
    Object.keys(values || {}).forEach(function (name) {
      if (values[name] !== false && values[name] !== null) made.setAttribute(name, values[name] === true ? "" : values[name]);
    });
    (children || []).forEach(function (child) {
      made.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    });
    return made;
  }
  function row(field) {
    var id = unique + field.name;
    var common = { id: id, name: field.name, required: field.required };
    var input;
    if (field.kind === "area") {
      input = make("textarea", Object.assign({ maxlength: field.longest, rows: 5 }, common));
    } else if (field.kind === "list") {
      input = make("select", common, [make("option", { value: "" }, [said.words.choose])].concat(
        field.options.map(function (one) { return make("option", { value: one.key }, [one.label]); })));
    } else if (field.kind === "checkbox") {
      input = make("input", Object.assign({ type: "checkbox", value: "yes" }, common));
    } else {
      input = make("input", Object.assign({ type: field.type, maxlength: field.longest, autocomplete: field.fills }, common));
    }
    if (field.kind === "checkbox") {
      input.style.width = "24px";
      input.style.height = "24px";
    } else {
      input.style.minHeight = "44px";
      input.style.width = "100%";
      input.style.maxWidth = "34rem";
      input.style.boxSizing = "border-box";
    }
    var wrong = make("p", { id: id + "-wrong", "class": "troncal-wrong", hidden: true });
    inputs[field.name] = { input: input, wrong: wrong };
    var label = make("label", { "for": id }, [field.label + (field.required ? " *" : "")]);
    return make("div", { "class": "troncal-field" },
      field.kind === "checkbox" ? [input, " ", label, wrong] : [label, make("br"), input, wrong]);
  }
  var status = make("p", { role: "alert", "class": "troncal-status" });
  var button = make("button", { type: "submit" }, [said.words.send]);
  button.style.minHeight = "44px";
  button.style.padding = "8px 24px";
  var trap = make("div", { "aria-hidden": "true" }, [
    make("label", {}, [said.words.leave_empty + " ", make("input", { type: "text", name: form.honeypot, tabindex: "-1", autocomplete: "off" })])
  ]);
  trap.style.position = "absolute";
  trap.style.left = "-10000px";
  var rows = said.fields.map(row);
  if (said.consent) rows.push(row({ name: "consent", kind: "checkbox", label: said.consent, required: true }));
  var made = make("form", { "class": "troncal-form", method: "post", action: form.action, "aria-label": said.title, novalidate: true },
    rows.concat([trap, button, status]));
  function say(errors) {
    var first = null;
    Object.keys(inputs).forEach(function (name) {
      var message = errors[name] || "";
      var one = inputs[name];
      one.wrong.textContent = message;
      one.wrong.hidden = !message;
      if (message) {
        one.input.setAttribute("aria-invalid", "true");
        one.input.setAttribute("aria-describedby", one.wrong.id);
        first = first || one.input;
      } else {
        one.input.removeAttribute("aria-invalid");
        one.input.removeAttribute("aria-describedby");
      }
    });
    if (first) first.focus();
  }
  made.addEventListener("submit", function (event) {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    status.textContent = "";
    var body = new URLSearchParams();
    new FormData(made).forEach(function (value, name) { body.append(name, value); });
    body.append("submission", key);
    fetch(form.action + "?lang=" + language, {
      method: "POST", body: body, credentials: "omit", headers: { Accept: "application/json" }
    }).then(function (answer) {
      return answer.json().then(function (data) { return { ok: answer.ok, data: data }; });
    }).then(function (answer) {
      if (answer.ok && answer.data.redirect_url) { window.location.assign(answer.data.redirect_url); return; }
      if (answer.ok) {
        var thanks = make("p", { role: "status", tabindex: "-1", "class": "troncal-thanks" }, [answer.data.thanks]);
        made.replaceWith(thanks);
        thanks.focus();
        return;
      }
      var errors = {};
      (answer.data.errors || []).forEach(function (one) { errors[one.field] = one.message; });
      status.textContent = answer.data.detail;
      button.disabled = false;
      say(errors);
    }).catch(function () {
      status.textContent = said.words.failed;
      button.disabled = false;
    });
  });
  if (here && here.parentNode) here.parentNode.insertBefore(made, here.nextSibling);
  else document.body.appendChild(made);
})();
