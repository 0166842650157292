/// What a page does beside being read: it highlights a row's colour in all charts, sorts tables, and a dashboard's page also
/// follows the sweep. Every page is complete without it.
enum PageScript {
  static let text = #"""
    "use strict";

    // A row of the table has one colour in all charts: pointing at it dims the others.
    function light(arm) {
      document.body.classList.toggle("lit", arm !== null);
      for (const shape of document.querySelectorAll("[data-arm]")) {
        shape.classList.toggle("on", shape.dataset.arm === arm);
      }
    }
    const tip = document.createElement("div");
    tip.id = "tip";
    tip.hidden = true;
    document.body.append(tip);
    function tell(shape, event) {
      const row = shape?.closest(".chart")?.querySelector(`tr[data-arm="${shape.dataset.arm}"]`);
      tip.hidden = !row || shape === row;
      if (tip.hidden) return;
      tip.replaceChildren(...[...row.cells].filter((cell) => cell.textContent).map((cell) => {
        const line = document.createElement("div");
        line.textContent = cell.textContent;
        return line;
      }));
      tip.style.left = Math.max(0, Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 8)) + "px";
      tip.style.top = Math.max(0, Math.min(event.clientY + 12, innerHeight - tip.offsetHeight - 8)) + "px";
    }
    addEventListener("pointerover", (event) => {
      const shape = event.target.closest("[data-arm]");
      if (shape) light(shape.dataset.arm);
      else if (document.body.classList.contains("lit")) light(null);
      tell(shape, event);
    });

    // A click on a column's head sorts by it; a second one turns the order round.
    function number(cell) {
      const text = cell.dataset.value ?? cell.textContent;
      const value = parseFloat(text);
      return text === "" || Number.isNaN(value) ? null : value;
    }
    function sort(head) {
      const table = head.closest("table");
      const column = [...head.parentElement.children].indexOf(head);
      const falls = head.getAttribute("aria-sort") === "ascending";
      for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", falls ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows];
      const isNumeric = rows.every((row) => number(row.cells[column]) !== null || row.cells[column].dataset.value === "");
      rows.sort((left, right) => {
        const [a, b] = [left.cells[column], right.cells[column]];
        const [x, y] = [number(a), number(b)];
        if (isNumeric && (x === null || y === null)) return (x === null) - (y === null);
        const order = isNumeric ? x - y : a.textContent.localeCompare(b.textContent);
        return falls ? -order : order;
      });
      table.tBodies[0].append(...rows);
    }
    addEventListener("click", (event) => {
      const head = event.target.closest("table.sortable thead th");
      if (head) sort(head);
    });
    addEventListener("keydown", (event) => {
      const head = event.target.closest("table.sortable thead th");
      if (!head || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      sort(head);
    });
    function prepare(root) {
      for (const head of root.querySelectorAll("table.sortable thead th")) head.tabIndex = 0;
      for (const wide of document.querySelectorAll(".wide")) {
        wide.classList.toggle("scrolls", wide.scrollWidth > wide.clientWidth + 1);
      }
    }
    prepare(document);
    addEventListener("resize", () => {
      prepare(document);
      showOpenView();
    });
    addEventListener("toggle", () => prepare(document), true);

    // On a phone the row of views scrolls: the open view's name is in sight.
    function showOpenView() {
      const link = document.querySelector("nav [aria-current]");
      const row = link?.closest(".wide");
      if (row) row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
    }
    showOpenView();

    // A choice is shown at once.
    addEventListener("change", (event) => {
      if (event.target.matches("form[method=get] select")) event.target.form.requestSubmit();
    });

    // What the reader opened and where the keyboard is survive a change.
    const focusable = "a, button, select, summary, [tabindex]";
    function replacing(element, change) {
      const isOpen = new Map([...element.querySelectorAll("details")].map((each) => [
        each.querySelector("summary").textContent, each.open,
      ]));
      const focused = [...element.querySelectorAll(focusable)].indexOf(document.activeElement);
      const changed = change();
      for (const each of changed.querySelectorAll("details")) {
        each.open = isOpen.get(each.querySelector("summary").textContent) ?? each.open;
      }
      prepare(changed);
      if (focused >= 0) changed.querySelectorAll(focusable)[focused]?.focus({ preventScroll: true });
    }

    // One change after the other: what arrives while a whole page is fetched comes after that page.
    let work = Promise.resolve();
    function afterwards(change) {
      work = work.then(change).catch((error) => { document.body.dataset.problem = String(error); });
    }
    function replacePart(part) {
      const old = document.getElementById(part.id);
      if (!old) return;
      replacing(old, () => {
        old.outerHTML = part.html;
        return document.getElementById(part.id);
      });
    }
    // The server may be away, or refuse: it is asked again after 1, 2, 4 seconds, at last once a minute.
    async function wholePage() {
      for (let pause = 1000; ; pause = Math.min(2 * pause, 60000)) {
        const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
        const text = answer?.ok ? await answer.text().catch(() => null) : null;
        if (text !== null) return text;
        state("off");
        await new Promise((resume) => setTimeout(resume, pause));
      }
    }
    async function replacePage() {
      const page = new DOMParser().parseFromString(await wholePage(), "text/html");
      state("on");
      replacing(document.body, () => {
        document.body.replaceChildren(...page.body.childNodes, tip);
        return document.body;
      });
      showOpenView();
    }

    function state(name) { document.body.dataset.live = name; }
    function follow(address) {
      const events = new EventSource(address);
      let last = "";
      events.addEventListener("open", () => state("on"));
      events.addEventListener("parts", (event) => {
        last = event.lastEventId;
        afterwards(() => {
          for (const part of JSON.parse(event.data)) replacePart(part);
          document.body.dataset.version = event.lastEventId;
        });
      });
      events.addEventListener("gap", (event) => {
        last = event.lastEventId;
        afterwards(async () => {
          await replacePage();
          document.body.dataset.version = event.lastEventId;
        });
      });
      events.addEventListener("error", () => {
        state("off");
        // A connection that broke is made again by the browser; one that was refused is not.
        if (events.readyState !== EventSource.CLOSED) return;
        const next = last === "" ? address : address.replace(/after=[^&]*/, "after=" + encodeURIComponent(last));
        setTimeout(() => follow(next), 3000);
      });
    }
    if (document.body.dataset.events) follow(document.body.dataset.events);
    """#
}
