// Made by `npm run page` of client/ and styles/; a test says when it is out of date.
export const SCRIPT = `"use strict";
(() => {
  // fleet/evidence/page/data/entries.ts
  var ARRAY = 0;
  var LINES = 1;
  var FIRST_SHAPE = 2;

  // fleet/evidence/page/data/lines.ts
  var END = "\\n";
  var fromLines = (lines) => lines.split(END);

  // fleet/evidence/page/data/packed-time.ts
  var SECOND = 1e3;
  var BASE = 36;
  var unpackTime = (packed2) => new Date(Number.parseInt(packed2.slice(1), BASE) * (packed2.startsWith("s") ? SECOND : 1)).toISOString();

  // fleet/evidence/page/data/unpack.ts
  function unpackItem({ shapes, shared }, [table, value]) {
    const entryOf = (reference) => (reference < 0 ? table[-1 - reference] : shared[reference]) ?? "";
    const read = (reference) => {
      const entry = entryOf(reference);
      return typeof entry === "object" ? entry.map(read).join("") : entry;
    };
    const unpackValue = (packed2) => {
      if (typeof packed2 === "number") return read(packed2);
      if (typeof packed2 === "string") return unpackTime(packed2);
      if (typeof packed2 === "boolean" || packed2 === null) return packed2;
      const [kind, ...members] = packed2;
      const values = members.map(unpackValue);
      if (kind === ARRAY) return values;
      if (kind === LINES) return fromLines(String(values[0]));
      const names = shapes[Number(kind) - FIRST_SHAPE] ?? [];
      return Object.fromEntries(names.map((name, index) => [name, values[index]]));
    };
    return unpackValue(value);
  }

  // fleet/evidence/page/data/embedded.ts
  function readEmbedded(packed2) {
    const [generatedAt, ...rest] = packed2.items.map((item) => unpackItem(packed2, item));
    const regions = [];
    for (let at2 = 0; at2 < rest.length; ) {
      const region = rest[at2];
      const end = at2 + 1 + region.vpcs;
      regions.push({ ...region, vpcs: rest.slice(at2 + 1, end) });
      at2 = end;
    }
    return { generatedAt, regions };
  }

  // fleet/evidence/page/table/vpc-row.ts
  var vpcRows = ({ regions }) => regions.flatMap((region) => region.vpcs.map((vpc) => vpcRow(region, vpc)));
  function vpcRow(region, vpc) {
    const key = \`\${region.accountId}/\${region.region}/\${vpc.vpcId}\`;
    const evaluatedAt = vpc.evaluations.flatMap(({ recordedAt, invokedAt }) => recordedAt ?? invokedAt ?? []).reduce((latest, at2) => at2 > latest ? at2 : latest, "");
    const common = { key, region, vpc, ...evaluatedAt === "" ? {} : { evaluatedAt } };
    if (vpc.standing === "unknown") return { ...common, why: whyUnknown(region) };
    const verdict2 = gravestVerdict(vpc.verdicts);
    return verdict2 ? { ...common, reason: verdict2.reason, why: verdict2.annotation } : { ...common, why: "" };
  }
  function whyUnknown({ sources: { recorder, config } }) {
    if (recorder.state !== "read") return \`AWS Config recorder: \${recorder.cause}\`;
    if (config.state !== "read") return \`AWS Config rules: \${config.cause}\`;
    return "nothing may be concluded";
  }
  var GRAVITY = ["NON_COMPLIANT", "COMPLIANT", "NOT_APPLICABLE"];
  var gravestVerdict = (verdicts) => GRAVITY.flatMap((compliance) => verdicts.filter((verdict2) => verdict2.compliance === compliance))[0];

  // fleet/evidence/page/labels.ts
  var STANDINGS = [
    "gap",
    "unknown",
    "not-applicable",
    "covered"
  ];
  var STANDING_LABELS = {
    gap: { tone: "bad", sign: "✕", text: "Gap" },
    unknown: { tone: "unsure", sign: "?", text: "Unknown" },
    "not-applicable": { tone: "idle", sign: "–", text: "Not applicable" },
    covered: { tone: "good", sign: "✓", text: "Covered" }
  };
  var COMPLIANCE_LABELS = {
    COMPLIANT: { tone: "good", sign: "✓", text: "COMPLIANT" },
    NON_COMPLIANT: { tone: "bad", sign: "✕", text: "NON_COMPLIANT" },
    NOT_APPLICABLE: { tone: "idle", sign: "–", text: "NOT_APPLICABLE" }
  };
  var REASON_LABELS = {
    "no-flow-log": "No flow log",
    inactive: "Not active",
    "delivery-failed": "Delivery fails",
    "traffic-type": "Traffic left out",
    "destination-type": "Type of destination",
    destination: "Destination not approved",
    "aggregation-interval": "Aggregates for too long",
    "log-format": "Fields are missing",
    "file-format": "Other file format",
    shared: "Owned by another account",
    "default-vpc": "Default VPC",
    "out-of-scope": "Out of scope",
    "exempt-id": "Exempt by its id",
    "exempt-tag": "Exempt by its tag",
    gone: "Does not exist any more",
    "not-recorded": "Not recorded",
    covered: "Flow logs of its own",
    "subnets-covered": "Flow logs of its subnets"
  };
  var AGREEMENT_LABELS = {
    disagrees: { tone: "unsure", sign: "≠", text: "Disagrees" },
    "no-finding": { tone: "idle", sign: "–", text: "No finding" },
    unknown: { tone: "unsure", sign: "?", text: "Unknown" },
    agrees: { tone: "good", sign: "=", text: "Agrees" }
  };
  var LANES = ["Flow logs", "AWS Config rule", "Remediation", "EC2.6", "Ends"];
  var EVENT_LABELS = {
    "flow-log-created": { tone: "good", sign: "+", text: "Flow log created", lane: "Flow logs" },
    "flow-log-deleted": { tone: "bad", sign: "✕", text: "Flow log deleted", lane: "Flow logs" },
    evaluation: { tone: "idle", sign: "•", text: "Evaluation", lane: "AWS Config rule" },
    "remediation-started": { tone: "idle", sign: "▸", text: "Remediation started", lane: "Remediation" },
    "remediation-ended": { tone: "idle", sign: "■", text: "Remediation ended", lane: "Remediation" },
    "ec26-finding": { tone: "idle", sign: "◆", text: "EC2.6 finding", lane: "EC2.6" },
    "exception-ends": { tone: "unsure", sign: "|", text: "Exception ends", lane: "Ends" },
    "exemption-ends": { tone: "unsure", sign: "|", text: "Exemption ends", lane: "Ends" }
  };

  // fleet/evidence/page/table/columns.ts
  var COLUMN_NAMES = {
    vpc: "VPC",
    account: "Account",
    region: "Region",
    standing: "Standing",
    reason: "Reason",
    logs: "Flow logs",
    ec26: "EC2.6",
    evaluated: "Last evaluated"
  };
  var COLUMN_KEYS = Object.keys(COLUMN_NAMES);
  var isColumn = (text) => COLUMN_KEYS.some((key) => key === text);
  var AGREEMENTS = Object.keys(AGREEMENT_LABELS);
  var SORT_VALUES = {
    vpc: ({ vpc }) => \`\${(vpc.name ?? "").toLowerCase()}
\${vpc.vpcId}\`,
    account: ({ region }) => region.accountId,
    region: ({ region }) => region.region,
    standing: ({ vpc }) => STANDINGS.indexOf(vpc.standing),
    reason: ({ reason }) => reason ? REASON_LABELS[reason] : "",
    logs: ({ vpc }) => vpc.flowLogs.length,
    ec26: ({ vpc: { ec26: ec262 } }) => \`\${AGREEMENTS.indexOf(ec262.agreement)}\${ec262.finding ?? ""}\`,
    evaluated: ({ evaluatedAt }) => evaluatedAt ?? ""
  };

  // fleet/evidence/page/table/filter.ts
  var NO_FILTER = { text: "", account: "", region: "", standing: "", reason: "", ec26: "" };
  var FILTER_KEYS = Object.keys(NO_FILTER);
  var CHOSEN = {
    account: ({ region }) => region.accountId,
    region: ({ region }) => region.region,
    standing: ({ vpc }) => vpc.standing,
    reason: ({ reason }) => reason ?? "",
    ec26: ({ vpc }) => vpc.ec26.agreement
  };
  var CHOICES = Object.entries(CHOSEN);
  var occurringValues = (rows, key) => [...new Set(rows.map(CHOSEN[key]))].filter((value) => value !== "").sort();
  function rowFilter(rows) {
    const texts = new Map(rows.map((row) => [row, searchText(row)]));
    return (filter) => {
      const words = filter.text.toLowerCase().split(/\\s+/).filter(Boolean);
      const choices = CHOICES.filter(([key]) => filter[key] !== "");
      return rows.filter((row) => {
        if (!choices.every(([key, read]) => read(row) === filter[key])) return false;
        const text = texts.get(row) ?? "";
        return words.every((word) => text.includes(word));
      });
    };
  }
  function searchText({ region, vpc, reason, why }) {
    const flowLogs2 = vpc.flowLogs.flatMap(({ flowLogId, destination }) => [flowLogId, destination]);
    return [
      ...[vpc.vpcId, vpc.name, region.accountId, region.region, why],
      ...[STANDING_LABELS[vpc.standing].text, reason ? REASON_LABELS[reason] : void 0],
      ...[vpc.ec26.finding, AGREEMENT_LABELS[vpc.ec26.agreement].text],
      ...flowLogs2
    ].flatMap((text) => text ?? []).join("\\n").toLowerCase();
  }

  // fleet/evidence/page/table/view-state.ts
  var ROWS_OF_A_PAGE = [25, 50, 100, 500];
  var FIRST_VIEW = {
    filter: NO_FILTER,
    sorting: { column: "standing", descending: false },
    page: 1,
    rows: 50,
    open: []
  };
  function printHash({ filter, sorting, page, rows, open }) {
    const hash = new URLSearchParams();
    for (const key of FILTER_KEYS) if (filter[key] !== "") hash.set(key, filter[key]);
    const { column, descending } = sorting;
    if (column !== FIRST_VIEW.sorting.column || descending)
      hash.set("sort", \`\${descending ? "-" : ""}\${column}\`);
    if (page !== FIRST_VIEW.page) hash.set("page", String(page));
    if (rows !== FIRST_VIEW.rows) hash.set("rows", String(rows));
    for (const key of open) hash.append("open", key);
    return hash.toString();
  }
  function parseHash(hash) {
    const text = hash.replace(/^#/, "");
    if (text !== "" && !text.includes("=")) return void 0;
    const params = new URLSearchParams(text);
    const chosen = FILTER_KEYS.map((key) => [key, params.get(key) ?? ""]);
    const filter = { ...NO_FILTER, ...Object.fromEntries(chosen) };
    const rows = Number(params.get("rows"));
    return {
      filter,
      sorting: parseSorting(params.get("sort") ?? ""),
      page: /^[1-9]\\d{0,5}$/.test(params.get("page") ?? "") ? Number(params.get("page")) : FIRST_VIEW.page,
      rows: ROWS_OF_A_PAGE.find((choice2) => choice2 === rows) ?? FIRST_VIEW.rows,
      open: [...new Set(params.getAll("open"))]
    };
  }
  function parseSorting(text) {
    const descending = text.startsWith("-");
    const column = COLUMN_KEYS.find((key) => key === text.replace(/^-/, ""));
    return column ? { column, descending } : FIRST_VIEW.sorting;
  }

  // fleet/evidence/page/client/hash.ts
  function keepInHash(browser2) {
    const read = (isFirst) => {
      const state = parseHash(location.hash);
      if (state) browser2.show(state);
      else if (isFirst) browser2.show(FIRST_VIEW);
      if (state && location.hash.length > 1) browser2.bringIntoView();
    };
    browser2.onChange = (state) => {
      const hash = printHash(state);
      history.replaceState(null, "", hash === "" ? \`\${location.pathname}\${location.search}\` : \`#\${hash}\`);
    };
    addEventListener("hashchange", () => read(false));
    read(true);
  }

  // fleet/evidence/page/client/print.ts
  function expandForPrint(browser2) {
    let unfolded = [];
    addEventListener("beforeprint", () => {
      browser2.showForPrint();
      unfolded = [...document.querySelectorAll("details")].filter(({ open }) => !open);
      for (const each of unfolded) each.open = true;
    });
    addEventListener("afterprint", () => {
      for (const each of unfolded) each.open = false;
      browser2.showForScreen();
    });
  }

  // fleet/evidence/page/table/sort.ts
  function sortRows(rows, { column, descending }) {
    const read = SORT_VALUES[column];
    const direction = descending ? -1 : 1;
    return rows.map((row) => ({ row, value: read(row) })).sort((left, right) => direction * compare(left.value, right.value)).map(({ row }) => row);
  }
  var compare = (left, right) => left < right ? -1 : Number(left > right);

  // fleet/evidence/page/tree.ts
  var h = (tag, attributes, ...children) => ({
    tag,
    attributes,
    children: nodes(children)
  });
  var nodes = (children) => children.flatMap((child) => {
    if (child === void 0) return [];
    if (typeof child === "number") return [String(child)];
    return isMany(child) ? nodes(child) : [child];
  });
  var isMany = (child) => Array.isArray(child);

  // fleet/evidence/page/printed-values.ts
  var count = (value) => String(value).replace(/\\B(?=(\\d{3})+$)/g, ",");
  var counted = (value, one, many = \`\${one}s\`) => \`\${count(value)} \${value === 1 ? one : many}\`;
  var time = (iso) => /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$/.test(iso) ? \`\${iso.slice(0, 19).replace("T", " ")} UTC\` : iso;

  // fleet/evidence/page/views/vpc-controls.ts
  var LONGEST_TEXT = 200;
  function vpcControls(rows) {
    const plain = (key) => occurringValues(rows, key).map((value) => ({ value, text: value }));
    const labelled = (key, texts) => {
      const present = new Set(occurringValues(rows, key));
      return Object.entries(texts).filter(([value]) => present.has(value)).map(([value, text]) => ({ value, text }));
    };
    const standings = Object.fromEntries(
      STANDINGS.map((standing) => [standing, STANDING_LABELS[standing].text])
    );
    const agreements = Object.fromEntries(
      Object.entries(AGREEMENT_LABELS).map(([key, { text }]) => [key, text])
    );
    return h(
      "div",
      { class: "controls", role: "search", "aria-label": "VPCs" },
      h(
        "label",
        { class: "text" },
        h("span", {}, "Search"),
        h("input", {
          type: "search",
          name: "text",
          maxlength: LONGEST_TEXT,
          autocomplete: "off",
          spellcheck: "false",
          placeholder: "id, name, destination …"
        })
      ),
      choice("standing", "Standing", labelled("standing", standings)),
      choice("reason", "Reason", labelled("reason", REASON_LABELS)),
      choice("account", "Account", plain("account")),
      choice("region", "Region", plain("region")),
      choice("ec26", "EC2.6", labelled("ec26", agreements)),
      h("button", { type: "button", "data-clear": "true" }, "Clear")
    );
  }
  var choice = (name, label, choices) => h(
    "label",
    {},
    h("span", {}, label),
    h(
      "select",
      { name },
      h("option", { value: "" }, "any"),
      choices.map(({ value, text }) => h("option", { value }, text))
    )
  );
  function vpcPages({ page, rows }, matching) {
    const pages = pagesOf(rows, matching);
    if (pages === 1 && matching <= Math.min(...ROWS_OF_A_PAGE)) return void 0;
    return h(
      "nav",
      { class: "pages", "aria-label": "Pages of VPCs" },
      turn("Previous", page - 1, page > 1),
      h("span", {}, \`Page \${count(page)} of \${count(pages)}\`),
      turn("Next", page + 1, page < pages),
      h(
        "label",
        {},
        h("span", {}, "Rows"),
        h(
          "select",
          { name: "rows" },
          ROWS_OF_A_PAGE.map(
            (value) => h("option", { value, ...value === rows ? { selected: true } : {} }, value)
          )
        )
      )
    );
  }
  var pagesOf = (rows, matching) => Math.max(1, Math.ceil(matching / rows));
  var turn = (text, page, isPossible) => h(
    "button",
    { type: "button", ...isPossible ? { "data-page": page } : { "aria-disabled": "true" } },
    text
  );

  // fleet/evidence/page/views/vpc-counts.ts
  function shownInWords({ page, rows }, matching, all) {
    if (all === 0) return "No VPC was found.";
    if (matching === 0) return \`None of \${count(all)} VPCs\`;
    const which = matching === all ? \`\${count(all)} VPCs\` : \`\${count(matching)} of \${count(all)} VPCs\`;
    const [first, last] = [(page - 1) * rows + 1, Math.min(page * rows, matching)];
    return matching <= rows ? which : \`\${which}, \${count(first)} to \${count(last)} shown\`;
  }
  function printedInWords(filter, matching, all) {
    const chosen = filterInWords(filter);
    const which = matching === all ? \`All \${count(all)} VPCs\` : \`\${count(matching)} of \${count(all)} VPCs\`;
    return \`\${which}\${chosen === "" ? "" : \`, those with \${chosen}\`}; gaps first, then unknown.\`;
  }
  function filterInWords({ text, account, region, standing, reason, ec26: ec262 }) {
    const labelOf = (labels, key) => labels[key]?.text ?? key;
    const reasons = REASON_LABELS;
    const parts = [
      ["the words", text === "" ? "" : \`“\${text}”\`],
      ["standing", standing && labelOf(STANDING_LABELS, standing)],
      ["reason", reason && (reasons[reason] ?? reason)],
      ["account", account],
      ["Region", region],
      ["EC2.6", ec262 && labelOf(AGREEMENT_LABELS, ec262)]
    ];
    return parts.filter(([, value]) => value !== "").map((part2) => part2.join(" ")).join(", ");
  }

  // fleet/evidence/page/views/mark.ts
  var mark = ({ tone, sign, text }, shown = text) => h("span", { class: \`mark \${tone}\` }, h("span", { class: "sign", "aria-hidden": "true" }, sign), " ", shown);

  // fleet/evidence/page/views/detail-parts.ts
  var part = (title, ...content) => h("div", { class: "part" }, h("h4", {}, title), content);
  var stamp = (iso) => h("time", { datetime: iso }, time(iso));
  function factList(facts) {
    const known = facts.flatMap(
      ([term, value]) => value === void 0 || value === "" ? [] : [{ term, value }]
    );
    return known.length === 0 ? void 0 : h(
      "dl",
      { class: "facts-list" },
      known.map(({ term, value }) => h("div", {}, h("dt", {}, term), h("dd", {}, h("bdi", {}, value))))
    );
  }

  // fleet/evidence/page/views/flow-logs.ts
  var flowLogs = ({ vpcId, flowLogs: those }) => those.length === 0 ? h("p", { class: "muted" }, "EC2 lists none, neither of the VPC nor of its subnets.") : h(
    "ul",
    { class: "flow-logs" },
    those.map((flowLog) => h("li", {}, flowLogCard(flowLog, vpcId)))
  );
  var flowLogCard = (flowLog, vpcId) => h(
    "div",
    {},
    h("p", {}, h("span", { class: "id" }, flowLog.flowLogId), " ", mark(deliveryLabel(flowLog))),
    factList([
      ["Captures", flowLog.trafficType],
      ["Of", flowLog.resourceId === vpcId ? void 0 : flowLog.resourceId],
      ["Status", flowLog.status],
      [
        "Destination",
        flowLog.destination === void 0 ? flowLog.destinationType : h("code", {}, flowLog.destination)
      ],
      ["Interval", \`\${flowLog.maxAggregationInterval} s\`],
      ["File format", flowLog.fileFormat],
      ["Format", fields(flowLog.fields)],
      ["Created", flowLog.createdAt === void 0 ? void 0 : stamp(flowLog.createdAt)],
      ["Created by", flowLog.createdBy === void 0 ? void 0 : h("code", {}, flowLog.createdBy)],
      ["Requirement", flowLog.requirement],
      ["Execution", flowLog.executionId === void 0 ? void 0 : h("code", {}, flowLog.executionId)]
    ])
  );
  function deliveryLabel({ deliveryStatus, deliveryError }) {
    if (deliveryStatus === "SUCCESS") return { tone: "good", sign: "✓", text: "delivers" };
    if (deliveryStatus === void 0) return { tone: "idle", sign: "–", text: "delivery not reported" };
    return {
      tone: "bad",
      sign: "✕",
      text: \`delivery \${deliveryStatus}\${deliveryError ? \`: \${deliveryError}\` : ""}\`
    };
  }
  var fields = (names) => h("details", {}, h("summary", {}, counted(names.length, "field")), h("code", {}, names.join(" ")));

  // fleet/evidence/page/views/remediations.ts
  var remediations = (those) => those.length === 0 ? h("p", { class: "muted" }, "None is known.") : h(
    "ul",
    { class: "plain" },
    those.map((remediation) => h("li", {}, remediationCard(remediation)))
  );
  var remediationCard = (remediation) => h(
    "div",
    {},
    h("p", {}, h("strong", {}, remediation.state ?? "Held back")),
    factList([
      ["Rule", remediation.ruleName],
      ["Started", remediation.invokedAt === void 0 ? void 0 : stamp(remediation.invokedAt)],
      ["Ended", remediation.endedAt === void 0 ? void 0 : stamp(remediation.endedAt)],
      ["Failure", remediation.failure],
      ["Exception", remediation.exception && exceptionText(remediation.exception)]
    ])
  );
  var exceptionText = ({ message, endsAt }) => \`\${message}, \${endsAt === void 0 ? "without an end" : \`until \${time(endsAt)}\`}\`;

  // fleet/evidence/page/views/time-scale.ts
  var MINUTE = 6e4;
  var DAY = 1440 * MINUTE;
  var UNIT = 10 * MINUTE;
  var TICKS = [
    { name: "1 h", age: 60 * MINUTE },
    { name: "6 h", age: 360 * MINUTE },
    { name: "1 d", age: DAY },
    { name: "7 d", age: 7 * DAY },
    { name: "30 d", age: 30 * DAY },
    { name: "90 d", age: 90 * DAY },
    { name: "1 y", age: 365 * DAY },
    { name: "3 y", age: 1095 * DAY }
  ];
  var grown = (age) => Math.log1p(Math.abs(age) / UNIT);
  function timeScale(times, now) {
    const past = Math.max(...times.map((when) => grown(Math.min(0, when - now))), grown(60 * MINUTE));
    const future = Math.max(...times.map((when) => grown(Math.max(0, when - now))));
    const whole = past + future;
    return (when) => (when <= now ? past - grown(when - now) : past + grown(when - now)) / whole;
  }
  function ticksOf(scale, now) {
    const ticks = [{ name: "now", position: scale(now) }];
    for (const { name, age } of TICKS) {
      const position = scale(now - age);
      if (position >= 0 && (ticks.at(-1)?.position ?? 1) - position >= 0.13) ticks.push({ name, position });
    }
    return ticks;
  }

  // fleet/evidence/page/views/timeline.ts
  var timeline = (events, now) => events.length === 0 ? [h("p", { class: "muted" }, "Nothing is known to have happened.")] : [drawing(events, now), h("ol", { class: "events" }, events.map(listed))];
  var listed = (event) => h(
    "li",
    {},
    h("time", { datetime: event.at }, time(event.at)),
    mark(EVENT_LABELS[event.kind]),
    h(
      "span",
      { class: "what" },
      h("bdi", {}, event.text),
      event.actor === void 0 ? void 0 : h("span", { class: "muted" }, " by ", h("bdi", {}, event.actor))
    )
  );
  var HEIGHT = 24;
  function drawing(events, now) {
    const scale = timeScale(
      events.map(({ at: at2 }) => Date.parse(at2)),
      Date.parse(now)
    );
    const lanes = LANES.map((name) => ({
      name,
      events: events.filter(({ kind }) => EVENT_LABELS[kind].lane === name)
    })).filter((lane) => lane.events.length > 0);
    const [first, last] = [events[0], events.at(-1)];
    const label = \`\${counted(events.length, "event")} from \${time(first?.at ?? now)} to \${time(last?.at ?? now)}; the list below has them\`;
    return h(
      "div",
      { class: "drawing", role: "img", "aria-label": label },
      lanes.map(
        (lane) => h(
          "div",
          { class: "lane" },
          h("span", {}, lane.name),
          h(
            "svg",
            { width: "100%", height: HEIGHT, overflow: "visible", focusable: "false" },
            h("line", { class: "axis", x1: "0%", x2: "100%", y1: HEIGHT / 2, y2: HEIGHT / 2 }),
            h("line", {
              class: "now",
              x1: at(scale(Date.parse(now))),
              x2: at(scale(Date.parse(now))),
              y1: 0,
              y2: HEIGHT
            }),
            lane.events.map((event) => marker(event, scale(Date.parse(event.at))))
          )
        )
      ),
      axis(scale, Date.parse(now))
    );
  }
  var at = (position) => \`\${Math.round(position * 1e4) / 100}%\`;
  var marker = ({ kind, at: when, text }, position) => h(
    "svg",
    { class: \`marker \${EVENT_LABELS[kind].tone}\`, x: at(position), y: HEIGHT / 2, overflow: "visible" },
    h("title", {}, \`\${time(when)}: \${EVENT_LABELS[kind].text}: \${text}\`),
    h("path", { d: SHAPES[kind] })
  );
  var SHAPES = {
    "flow-log-created": "M0-6L6 5H-6Z",
    "flow-log-deleted": "M-5-5L5 5M5-5L-5 5",
    evaluation: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z",
    "remediation-started": "M-4-5L5 0L-4 5Z",
    "remediation-ended": "M-4-4H4V4H-4Z",
    "ec26-finding": "M0-6L6 0L0 6L-6 0Z",
    "exception-ends": "M0-8V8M-4-8H4",
    "exemption-ends": "M0-8V8M-4 8H4"
  };
  var axis = (scale, now) => h(
    "div",
    { class: "lane ticks" },
    h("span", {}, "Ago"),
    h(
      "svg",
      { width: "100%", height: 16, overflow: "visible", focusable: "false" },
      ticksOf(scale, now).map(
        ({ name, position }) => h("text", { x: at(position), y: 12, "text-anchor": "middle" }, name)
      )
    )
  );

  // fleet/evidence/page/views/vpc-details.ts
  var vpcDetails = ({ region, vpc, why }, now) => h(
    "section",
    { class: "details", "aria-label": \`Details of \${vpc.vpcId}\` },
    h(
      "div",
      { class: "details-head" },
      h(
        "h3",
        {},
        h("span", { class: "id" }, vpc.vpcId),
        " ",
        vpc.name === void 0 ? void 0 : h("bdi", {}, vpc.name)
      ),
      factList([
        ["Owner", vpc.ownerId === region.accountId ? vpc.ownerId : \`\${vpc.ownerId}, another account\`],
        ["Default VPC", vpc.isDefault ? "yes" : "no"],
        ["Exemption", vpc.exemption && exemptionText(vpc.exemption)]
      ])
    ),
    h(
      "div",
      { class: "column" },
      part(
        "Our verdict",
        vpc.standing === "unknown" ? h("p", {}, mark(STANDING_LABELS.unknown), " ", h("bdi", {}, why)) : void 0,
        h("ul", { class: "plain" }, vpc.verdicts.map(verdict))
      ),
      part("Flow logs", flowLogs(vpc)),
      part("Remediations", remediations(vpc.remediations))
    ),
    h(
      "div",
      { class: "column" },
      part("Security Hub EC2.6", ec26(vpc)),
      part("Evaluations by AWS Config", evaluations(vpc))
    ),
    h("div", { class: "whole-width" }, part("Timeline", ...timeline(vpc.timeline, now)))
  );
  var exemptionText = ({ by, until, requirements }) => \`by \${by}, \${until === void 0 ? "without an end" : \`through \${until} (UTC)\`}, from \${requirements.join(", ")}\`;
  var verdict = ({
    requirement,
    compliance,
    reason,
    annotation
  }) => h(
    "li",
    {},
    mark(COMPLIANCE_LABELS[compliance]),
    h(
      "span",
      { class: "what" },
      h("strong", {}, REASON_LABELS[reason]),
      " ",
      h("bdi", {}, annotation),
      h("span", { class: "muted" }, " · ", h("bdi", {}, requirement))
    )
  );
  var ec26 = ({ ec26: found }) => h(
    "div",
    {},
    h(
      "p",
      {},
      h("strong", {}, found.finding ?? "No finding"),
      " ",
      mark(
        AGREEMENT_LABELS[found.agreement],
        \`\${AGREEMENT_LABELS[found.agreement].text}\${found.finding === void 0 ? "" : " with our verdict"}\`
      )
    ),
    found.explanation === void 0 ? void 0 : h("p", { class: "explanation" }, h("bdi", {}, found.explanation)),
    factList([
      ["Workflow", found.workflow],
      ["Checked", found.checkedAt === void 0 ? void 0 : stamp(found.checkedAt)],
      ["Updated", found.updatedAt === void 0 ? void 0 : stamp(found.updatedAt)],
      ["Finding", found.findingId === void 0 ? void 0 : h("code", {}, found.findingId)]
    ])
  );
  var evaluations = ({ evaluations: those }) => those.length === 0 ? h("p", { class: "muted" }, "No rule of ours has put one.") : h(
    "ul",
    { class: "plain" },
    those.map(
      ({ ruleName, compliance, annotation, invokedAt, recordedAt }) => h(
        "li",
        {},
        h("strong", {}, compliance),
        h(
          "span",
          { class: "what" },
          h("bdi", {}, annotation),
          h(
            "span",
            { class: "muted block" },
            [
              ruleName,
              recordedAt === void 0 ? "" : \`recorded \${time(recordedAt)}\`,
              invokedAt === void 0 ? "" : \`invoked \${time(invokedAt)}\`
            ].filter((text) => text !== "").join(" · ")
          )
        )
      )
    )
  );

  // fleet/evidence/page/views/vpc-table.ts
  var vpcTableHead = (sorting) => h(
    "tr",
    { role: "row" },
    COLUMN_KEYS.map((key) => columnHead(key, sorting))
  );
  function columnHead(key, sorting) {
    const common = { scope: "col", role: "columnheader", class: key };
    if (!sorting) return h("th", common, COLUMN_NAMES[key]);
    const { ariaSort, arrow } = sortMarks(key, sorting);
    return h(
      "th",
      { ...common, "aria-sort": ariaSort },
      h(
        "button",
        { type: "button", "data-sort": key },
        COLUMN_NAMES[key],
        h("span", { class: "arrow", "aria-hidden": "true" }, arrow)
      )
    );
  }
  function sortMarks(key, { column, descending }) {
    if (key !== column) return { ariaSort: "none", arrow: "↕" };
    return descending ? { ariaSort: "descending", arrow: "▼" } : { ariaSort: "ascending", arrow: "▲" };
  }
  var vpcTableRow = (row, details) => h(
    "tr",
    { role: "row", class: \`vpc \${row.vpc.standing}\` },
    COLUMN_KEYS.map((key) => {
      const label = { "data-label": COLUMN_NAMES[key], class: key };
      return key === "vpc" ? h("th", { scope: "row", role: "rowheader", ...label }, identity(row, details)) : h("td", { role: "cell", ...label }, CELLS[key](row));
    })
  );
  var identity = ({ key, vpc }, details) => [
    details ? h(
      "button",
      {
        type: "button",
        class: "id",
        "data-key": key,
        "aria-expanded": String(details.isOpen),
        ...details.isOpen ? { "aria-controls": details.id } : {}
      },
      vpc.vpcId
    ) : h("span", { class: "id" }, vpc.vpcId),
    ...vpc.name === void 0 ? [] : [h("bdi", { class: "name" }, vpc.name)]
  ];
  var CELLS = {
    account: ({ region }) => [region.accountId],
    region: ({ region }) => [region.region],
    standing: ({ vpc }) => [mark(STANDING_LABELS[vpc.standing])],
    reason: ({ reason, why }) => [
      ...reason ? [h("span", { class: "reason-name" }, REASON_LABELS[reason])] : [],
      ...reason && REASON_LABELS[reason].toLowerCase() === why ? [] : [h("bdi", { class: "why" }, why)]
    ],
    logs: ({ vpc }) => [count(vpc.flowLogs.length)],
    ec26: ({ vpc: { ec26: ec262 } }) => [
      ...ec262.finding === void 0 ? [] : [h("span", { class: "finding" }, ec262.finding), " "],
      mark(AGREEMENT_LABELS[ec262.agreement])
    ],
    evaluated: ({ evaluatedAt }) => [
      evaluatedAt === void 0 ? h("span", { class: "muted" }, "never") : h("time", { datetime: evaluatedAt }, time(evaluatedAt))
    ]
  };
  var vpcDetailsRow = (row, id, now) => h(
    "tr",
    { role: "row", class: "details-row", id },
    h("td", { role: "cell", colspan: COLUMN_KEYS.length }, vpcDetails(row, now))
  );

  // fleet/evidence/page/views/vpcs.ts
  var VPCS_IDS = {
    controls: "vpcs-controls",
    count: "vpcs-count",
    printed: "vpcs-printed",
    head: "vpcs-head",
    body: "vpcs-body",
    none: "vpcs-none",
    pages: "vpcs-pages",
    title: "vpcs-title"
  };

  // fleet/evidence/page/client/by-id.ts
  function byId(id) {
    const found = document.getElementById(id);
    if (!found) throw new Error(\`the page has no #\${id}\`);
    return found;
  }

  // fleet/evidence/page/client/controls.ts
  var controlOf = (controls, name) => controls.querySelector(\`[name="\${name}"]\`);
  function readControls(controls) {
    const chosen = FILTER_KEYS.map((key) => [key, controlOf(controls, key)?.value ?? ""]);
    return { ...NO_FILTER, ...Object.fromEntries(chosen) };
  }
  function writeControls(controls, filter) {
    for (const key of FILTER_KEYS) {
      const control = controlOf(controls, key);
      if (control) control.value = filter[key];
    }
  }

  // fleet/evidence/page/shown-text.ts
  var DECEPTIVE = new RegExp("[\\\\p{Cc}\\\\p{Zl}\\\\p{Zp}\\\\p{Cs}]|(?![\\\\u200C\\\\u200D])\\\\p{Cf}", "gu");
  var shownText = (text) => text.replace(/[\\t\\n\\r]+/g, " ").replace(DECEPTIVE, "�");

  // fleet/evidence/page/client/to-dom.ts
  var SVG = "http://www.w3.org/2000/svg";
  var toDom = (tree) => draw(tree, false);
  function draw({ tag, attributes, children }, isInSvg) {
    const isSvg = isInSvg || tag === "svg";
    const made = isSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      made.setAttribute(name, value === true ? "" : shownText(String(value)));
    made.append(...children.map((child) => drawNode(child, isSvg)));
    return made;
  }
  var drawNode = (node, isInSvg) => typeof node === "string" ? shownText(node) : draw(node, isInSvg);

  // fleet/evidence/page/client/sortable-head.ts
  var SortableHead = class {
    constructor(head, onSort) {
      this.head = head;
      head.addEventListener("click", ({ target }) => {
        const button = target instanceof Element ? target.closest("[data-sort]") : null;
        const column = button?.dataset["sort"];
        if (!isColumn(column)) return;
        onSort({ column, descending: column === this.sorting.column && !this.sorting.descending });
      });
    }
    head;
    sorting = FIRST_VIEW.sorting;
    /** Words alone: browsers do not repeat buttons on each page that they print. */
    showPlain() {
      this.head.replaceChildren(toDom(vpcTableHead()));
    }
    /** In place, so that the button that was pressed keeps the focus. */
    show(sorting) {
      this.sorting = sorting;
      if (!this.head.querySelector("button")) this.head.replaceChildren(toDom(vpcTableHead(sorting)));
      for (const button of this.head.querySelectorAll("[data-sort]")) {
        const column = button.dataset["sort"];
        if (!isColumn(column)) continue;
        const { ariaSort, arrow } = sortMarks(column, sorting);
        button.closest("th")?.setAttribute("aria-sort", ariaSort);
        const shown = button.querySelector(".arrow");
        if (shown) shown.textContent = arrow;
      }
    }
  };

  // fleet/evidence/page/client/vpc-browser.ts
  var VpcBrowser = class {
    constructor(rows, now) {
      this.rows = rows;
      this.now = now;
      this.matchingRows = rowFilter(rows);
      this.head = new SortableHead(
        byId(VPCS_IDS.head),
        (sorting) => this.change({ ...this.state, sorting, page: 1 })
      );
      this.listen();
    }
    rows;
    now;
    onChange = () => void 0;
    state = FIRST_VIEW;
    matching = [];
    matchingRows;
    head;
    controls = byId(VPCS_IDS.controls);
    body = byId(VPCS_IDS.body);
    pages = byId(VPCS_IDS.pages);
    /** Draws a state that came from elsewhere, such as a link. */
    show(state) {
      this.state = state;
      writeControls(this.controls, state.filter);
      this.draw();
    }
    bringIntoView() {
      byId(VPCS_IDS.title).scrollIntoView();
      byId(VPCS_IDS.title).focus({ preventScroll: true });
    }
    /** All rows of the view, the gravest first, whatever they are sorted by. */
    showForPrint() {
      byId(VPCS_IDS.printed).textContent = printedInWords(
        this.state.filter,
        this.matching.length,
        this.rows.length
      );
      this.head.showPlain();
      this.drawRows(sortRows(this.matching, FIRST_VIEW.sorting));
    }
    showForScreen() {
      byId(VPCS_IDS.printed).textContent = "";
      this.draw();
    }
    change(state) {
      this.state = state;
      this.draw();
      this.onChange(this.state);
    }
    draw() {
      const { filter, sorting, rows, page } = this.state;
      this.matching = sortRows(this.matchingRows(filter), sorting);
      this.state = { ...this.state, page: Math.min(page, pagesOf(rows, this.matching.length)) };
      this.head.show(sorting);
      const start = (this.state.page - 1) * rows;
      this.drawRows(this.matching.slice(start, start + rows));
      this.drawCounts();
    }
    drawRows(rows) {
      const { open } = this.state;
      const drawn = rows.flatMap((row, index) => {
        const id = \`details-\${index}\`;
        const isOpen = open.includes(row.key);
        const tr = toDom(vpcTableRow(row, { isOpen, id }));
        return isOpen ? [tr, toDom(vpcDetailsRow(row, id, this.now))] : [tr];
      });
      this.body.replaceChildren(...drawn);
    }
    drawCounts() {
      const matching = this.matching.length;
      byId(VPCS_IDS.count).textContent = shownInWords(this.state, matching, this.rows.length);
      const none = h("p", { class: "none" }, "No VPC is like that. Clear the filter to see all of them.");
      byId(VPCS_IDS.none).replaceChildren(...matching === 0 && this.rows.length > 0 ? [toDom(none)] : []);
      const pages = vpcPages(this.state, matching);
      this.pages.replaceChildren(...pages ? [toDom(pages)] : []);
    }
    listen() {
      this.controls.replaceChildren(toDom(vpcControls(this.rows)));
      this.controls.addEventListener("input", () => this.narrow());
      this.controls.addEventListener("click", ({ target }) => {
        if (target instanceof Element && target.closest("[data-clear]")) this.clear();
      });
      this.body.addEventListener("click", ({ target }) => {
        const button = target instanceof Element ? target.closest("[data-key]") : null;
        if (button) this.toggle(button);
      });
      this.pages.addEventListener("click", ({ target }) => {
        const button = target instanceof Element ? target.closest("[data-page]") : null;
        if (button) this.turnTo(Number(button.dataset["page"]));
      });
      this.pages.addEventListener("change", ({ target }) => {
        if (target instanceof HTMLSelectElement) this.resize(Number(target.value));
      });
    }
    narrow() {
      this.change({ ...this.state, filter: readControls(this.controls), page: 1 });
    }
    clear() {
      writeControls(this.controls, NO_FILTER);
      this.narrow();
    }
    turnTo(page) {
      this.change({ ...this.state, page });
      this.bringIntoView();
    }
    resize(rows) {
      this.change({ ...this.state, rows, page: 1 });
      this.pages.querySelector("select")?.focus();
    }
    /** In place: the row stays where it is, and its button keeps the focus. */
    toggle(button) {
      const key = button.dataset["key"] ?? "";
      const row = this.matching.find((each) => each.key === key);
      const tr = button.closest("tr");
      if (!row || !tr) return;
      const isOpen = !this.state.open.includes(key);
      const others = this.state.open.filter((each) => each !== key);
      this.state = { ...this.state, open: isOpen ? [...others, key] : others };
      button.setAttribute("aria-expanded", String(isOpen));
      const id = \`details-\${[...this.body.querySelectorAll("tr.vpc")].indexOf(tr)}\`;
      if (isOpen) {
        button.setAttribute("aria-controls", id);
        tr.after(toDom(vpcDetailsRow(row, id, this.now)));
      } else {
        button.removeAttribute("aria-controls");
        document.getElementById(id)?.remove();
      }
      this.onChange(this.state);
    }
  };

  // fleet/evidence/page/client/main.ts
  var packed = JSON.parse(document.getElementById("evidence")?.textContent ?? "");
  var evidence = readEmbedded(packed);
  var browser = new VpcBrowser(vpcRows(evidence), evidence.generatedAt);
  keepInHash(browser);
  expandForPrint(browser);
})();
`;
export const SCRIPT_HASH = 'sha256-Hy2Qvfbg3DOH+ReVHkxm6l2ZenCl+wv4UXyXcMgdZUc=';
export const STYLE = `/* fleet/evidence/page/styles/colors.css */
:root {
  --ground: #f3f5f8;
  --card: #ffffff;
  --sunken: #f7f9fb;
  --ink: #17202a;
  --muted: #52606d;
  --line: #d8dfe6;
  --control: #76828f;
  --link: #0b57a4;
  --focus: #0b57a4;
  --good: #14602b;
  --good-ground: #dcf2e2;
  --good-bar: #2c8a4b;
  --bad: #9c1420;
  --bad-ground: #fde3e3;
  --bad-bar: #c92a37;
  --bad-stripe: #8f1520;
  --unsure: #6f4500;
  --unsure-ground: #fdeecb;
  --unsure-bar: #f0b53c;
  --unsure-stripe: #7d4f00;
  --idle: #47525d;
  --idle-ground: #e7ebef;
  --idle-bar: #c6ced6;
  --idle-stripe: #8a959f;
  color-scheme: light dark;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1116;
    --card: #161b22;
    --sunken: #11161c;
    --ink: #e6ebf0;
    --muted: #9ca9b5;
    --line: #2b343d;
    --control: #6f7c89;
    --link: #8fc1ff;
    --focus: #8fc1ff;
    --good: #83dd9f;
    --good-ground: #14301f;
    --good-bar: #3f9d60;
    --bad: #ff9d9d;
    --bad-ground: #3e1b1e;
    --bad-bar: #e0525c;
    --bad-stripe: #7e1a22;
    --unsure: #f1c572;
    --unsure-ground: #352808;
    --unsure-bar: #d29a2a;
    --unsure-stripe: #5f3d00;
    --idle: #b7c2cd;
    --idle-ground: #262e36;
    --idle-bar: #4a5560;
    --idle-stripe: #7c8894;
  }
}

/* fleet/evidence/page/styles/base.css */
* {
  box-sizing: border-box;
}
html {
  scroll-padding-top: 4rem;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
body {
  margin: 0 auto;
  max-width: 88rem;
  padding: 0 1.5rem 3rem;
  background: var(--ground);
  color: var(--ink);
  font: 0.9375rem / 1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
h1,
h2,
h3,
h4,
p,
ul,
ol,
dl,
dd {
  margin: 0;
  padding: 0;
}
h1 {
  font-size: 1.5rem;
  line-height: 1.2;
}
h2 {
  font-size: 1.125rem;
  line-height: 1.3;
}
h3,
h4 {
  font-size: 1rem;
}
a {
  color: var(--link);
}
bdi {
  unicode-bidi: isolate;
}
code,
.id {
  font-family:
    ui-monospace,
    "DejaVu Sans Mono",
    monospace;
  font-size: 0.8667em;
}
time {
  font-variant-numeric: tabular-nums;
}
.muted {
  color: var(--muted);
}
.block {
  display: block;
}
.plain {
  list-style: none;
}
.number {
  text-align: right;
  font-variant-numeric: tabular-nums;
}
:focus-visible {
  outline: 3px solid var(--focus);
  outline-offset: 2px;
  border-radius: 2px;
}
h2:focus-visible {
  outline: 0;
}
.skip {
  position: absolute;
  left: -100vw;
  z-index: 2;
  padding: 0.5rem 1rem;
  background: var(--card);
}
.skip:focus {
  left: 1rem;
  top: 0.5rem;
}
.patterns {
  position: absolute;
}
.mark {
  display: inline-block;
  padding: 0 0.5em;
  border-radius: 1em;
  font-size: 0.8667em;
  font-weight: 600;
  line-height: 1.6;
}
.good.mark {
  background: var(--good-ground);
  color: var(--good);
}
.bad.mark {
  background: var(--bad-ground);
  color: var(--bad);
}
.unsure.mark {
  background: var(--unsure-ground);
  color: var(--unsure);
}
.idle.mark {
  background: var(--idle-ground);
  color: var(--idle);
}
button,
input,
select {
  min-height: 2.25rem;
  padding: 0.25rem 0.75rem;
  border: 1px solid var(--control);
  border-radius: 0.375rem;
  background: var(--card);
  color: inherit;
  font: inherit;
}
button {
  cursor: pointer;
}
button:hover {
  background: var(--sunken);
}
button[aria-disabled=true] {
  border-color: var(--line);
  color: var(--muted);
  cursor: default;
}
summary {
  cursor: pointer;
  color: var(--link);
}

/* fleet/evidence/page/styles/layout.css */
header {
  display: flex;
  flex-wrap: wrap;
  align-items: end;
  justify-content: space-between;
  gap: 0.5rem 2rem;
  padding: 1.25rem 0 1rem;
}
header p {
  color: var(--muted);
}
nav ul {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1rem;
  list-style: none;
}
main {
  display: grid;
  grid-template-columns: repeat(12, minmax(0, 1fr));
  gap: 1rem;
}
.card {
  grid-column: 1 / -1;
  display: flow-root;
  padding: 1.125rem 1.25rem 1.25rem;
  border: 1px solid var(--line);
  border-radius: 0.625rem;
  background: var(--card);
}
.card > h2 {
  margin-bottom: 0.5rem;
}
.headline {
  grid-column: span 7;
}
.facts {
  grid-column: span 5;
}
.chart {
  grid-column: span 6;
}
.halves {
  display: grid;
  grid-template-columns: repeat(2, minmax(0, 1fr));
  gap: 1rem 2rem;
}
.halves ul {
  padding-left: 1.125rem;
}
.halves li + li {
  margin-top: 0.25rem;
}
.commands > div,
.facts dl > div {
  display: grid;
  grid-template-columns: 8rem minmax(0, 1fr);
  gap: 0 1rem;
  padding: 0.3125rem 0;
  border-top: 1px solid var(--line);
}
dt {
  color: var(--muted);
}
.facts ul {
  list-style: none;
}
.facts .places {
  display: flex;
  flex-wrap: wrap;
  gap: 0 1rem;
}
.commands {
  margin-top: 0.75rem;
}
.place-list {
  padding: 0;
  list-style: none;
}
.note {
  margin-top: 0.75rem;
  padding: 0.5rem 0.75rem;
  border-left: 4px solid;
  border-radius: 0.25rem;
}
.note.good {
  border-color: var(--good-bar);
  background: var(--good-ground);
  color: var(--good);
}
.note.unsure {
  border-color: var(--unsure-bar);
  background: var(--unsure-ground);
  color: var(--unsure);
}
.note a,
.note summary {
  color: inherit;
}

/* fleet/evidence/page/styles/headline.css */
.share {
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  align-items: center;
  gap: 0 1rem;
}
.share > strong {
  font-size: 3.25rem;
  font-variant-numeric: tabular-nums;
  letter-spacing: -0.02em;
  line-height: 1.1;
}
.share-words strong {
  display: block;
  font-size: 1.125rem;
}
.whole {
  height: 1.75rem;
  margin: 0.5rem 0 1rem;
}
.bar {
  display: block;
  border-radius: 0.25rem;
}
.fill-covered {
  fill: var(--good-bar);
}
.fill-gap {
  fill: url(#pattern-gap);
}
.fill-unknown {
  fill: url(#pattern-unknown);
}
.fill-not-applicable {
  fill: url(#pattern-not-applicable);
}
.ground-gap {
  fill: var(--bad-bar);
}
.stroke-gap {
  stroke: var(--bad-stripe);
  stroke-width: 1.5;
}
.ground-unknown {
  fill: var(--unsure-bar);
}
.stroke-unknown {
  stroke: var(--unsure-stripe);
  stroke-width: 2;
}
.ground-not-applicable {
  fill: var(--idle-bar);
}
.stroke-not-applicable {
  stroke: var(--idle-stripe);
  stroke-width: 1;
}
.tiles {
  display: grid;
  grid-template-columns: repeat(4, minmax(0, 1fr));
  gap: 0.75rem;
  list-style: none;
}
.tile {
  padding: 0.625rem 0.75rem;
  border-radius: 0.5rem;
  background: var(--sunken);
}
.tile strong {
  display: block;
  font-size: 1.625rem;
  font-variant-numeric: tabular-nums;
  line-height: 1.2;
}
.tile a {
  display: block;
  color: inherit;
  text-decoration: none;
}
.tile-name {
  font-weight: 600;
}
.tile p {
  margin-top: 0.25rem;
  color: var(--muted);
  font-size: 0.8667em;
  line-height: 1.4;
}
.tile.good a {
  color: var(--good);
}
.tile.bad a {
  color: var(--bad);
}
.tile.unsure a {
  color: var(--unsure);
}
.tile.zero a {
  color: var(--muted);
}
.tile a:hover .tile-name {
  text-decoration: underline;
}

/* fleet/evidence/page/styles/tables.css */
.data {
  width: 100%;
  border-collapse: collapse;
}
.data caption {
  padding-bottom: 0.375rem;
  color: var(--muted);
  text-align: left;
}
.data th,
.data td {
  padding: 0.375rem 0.75rem 0.375rem 0;
  border-top: 1px solid var(--line);
  font-weight: inherit;
  text-align: left;
  vertical-align: top;
}
.data thead th {
  border-top: 0;
  color: var(--muted);
  overflow-wrap: normal;
  font-size: 0.8667em;
}
.data .number {
  padding-right: 0.75rem;
  text-align: right;
}
.data tbody th.number,
.data td.number {
  white-space: nowrap;
}
.track {
  width: 100%;
  min-width: 5rem;
  height: 1.125rem;
  margin-top: 0.1875rem;
}
.chart .data {
  font-size: 0.9333em;
}
.chart [data-label=Share] {
  width: 30%;
}
.meaning {
  display: block;
  color: var(--muted);
  font-weight: 400;
}
#regions tbody th {
  overflow-wrap: normal;
}
#regions tbody th,
.chart .mark {
  white-space: nowrap;
}
.data + h3 {
  margin-top: 1rem;
}

/* fleet/evidence/page/styles/vpcs.css */
.controls {
  display: grid;
  grid-template-columns: minmax(0, 2fr) repeat(5, minmax(0, 1fr)) auto;
  align-items: end;
  gap: 0.5rem 0.75rem;
  margin: 0.25rem 0 0.75rem;
}
.controls span,
.pages label span {
  display: block;
  color: var(--muted);
  font-size: 0.8667em;
}
.controls input,
.controls select {
  width: 100%;
}
.controls input::placeholder {
  color: var(--muted);
  opacity: 1;
}
#vpcs-count {
  margin-bottom: 0.25rem;
  font-weight: 600;
}
.printed {
  display: none;
}
.vpc-table {
  table-layout: fixed;
}
.vpc-table th.vpc {
  width: 14.5rem;
}
.vpc-table th.account {
  width: 8.5rem;
}
.vpc-table th.region {
  width: 8.5rem;
}
.vpc-table th.standing {
  width: 9.5rem;
}
.vpc-table th.logs {
  width: 6.5rem;
}
.vpc-table th.ec26 {
  width: 8.5rem;
}
.vpc-table th.evaluated {
  width: 10rem;
}
.vpc-table thead th {
  position: sticky;
  top: 0;
  z-index: 1;
  padding: 0.25rem 0.5rem 0.25rem 0;
  background: var(--card);
  box-shadow: inset 0 -1px var(--line);
}
.vpc-table thead button {
  width: 100%;
  padding: 0.125rem 0.25rem 0.125rem 0;
  border-color: transparent;
  background: none;
  font-weight: 600;
  text-align: left;
}
.arrow {
  margin-left: 0.375rem;
  font-size: 0.75em;
}
.vpc-table tr.vpc > th {
  padding-left: 0.625rem;
  border-left: 4px solid transparent;
}
.vpc-table tr.gap > th {
  border-left-color: var(--bad-bar);
}
.vpc-table tr.unknown > th {
  border-left-color: var(--unsure-bar);
}
.vpc-table tr.covered > th {
  border-left-color: var(--good-bar);
}
.vpc-table tr.not-applicable > th {
  border-left-color: var(--idle-bar);
}
button.id {
  min-height: 1.5rem;
  padding: 0;
  border: 0;
  background: none;
  color: var(--link);
  text-align: left;
}
button.id::before {
  content: "▸ " / "";
}
button.id[aria-expanded=true]::before {
  content: "▾ " / "";
}
.name {
  display: block;
  color: var(--muted);
}
.reason-name {
  display: block;
  font-weight: 600;
}
.why {
  color: var(--muted);
  font-size: 0.9333em;
}
.finding {
  display: block;
}
.pages {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.5rem 1rem;
  margin-top: 0.75rem;
}
.pages label {
  display: flex;
  align-items: center;
  gap: 0.5rem;
  margin-left: auto;
}
.none {
  padding: 2rem;
  color: var(--muted);
  text-align: center;
}
.vpc-table th[aria-sort=ascending] button,
.vpc-table th[aria-sort=descending] button {
  color: var(--ink);
}

/* fleet/evidence/page/styles/details.css */
.details-row > td {
  padding: 0 0 1rem;
  border-top: 0;
}
.details {
  display: grid;
  grid-template-columns: repeat(2, minmax(0, 1fr));
  gap: 1rem 2rem;
  padding: 1rem 1.25rem;
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  background: var(--sunken);
}
.details-head,
.whole-width {
  grid-column: 1 / -1;
}
.column {
  display: grid;
  align-content: start;
  gap: 1rem;
}
.details h4 {
  margin-bottom: 0.25rem;
  padding-bottom: 0.125rem;
  border-bottom: 1px solid var(--line);
}
.facts-list > div {
  display: grid;
  grid-template-columns: 7.5rem minmax(0, 1fr);
  gap: 0 0.75rem;
}
.details-head .facts-list {
  display: flex;
  flex-wrap: wrap;
  gap: 0 2rem;
}
.details-head .facts-list > div {
  display: flex;
}
.plain > li,
.flow-logs > li {
  padding: 0.25rem 0;
}
.flow-logs {
  list-style: none;
}
.flow-logs > li + li,
.plain > li + li {
  border-top: 1px dashed var(--line);
}
.plain .what {
  margin-left: 0.5rem;
}
.explanation {
  margin: 0.25rem 0;
  padding-left: 0.75rem;
  border-left: 3px solid var(--unsure-bar);
}

/* fleet/evidence/page/styles/timeline.css */
.drawing {
  margin: 0.5rem 0 0.75rem;
  padding: 0.5rem 1.5rem 0.25rem 0.75rem;
  border: 1px solid var(--line);
  border-radius: 0.375rem;
  background: var(--card);
}
.lane {
  display: grid;
  grid-template-columns: 9rem minmax(0, 1fr);
  align-items: center;
  gap: 0.75rem;
  font-size: 0.8667em;
}
.lane > span {
  color: var(--muted);
}
.lane svg {
  display: block;
}
.axis {
  stroke: var(--line);
}
.now {
  stroke: var(--control);
  stroke-dasharray: 2 3;
}
.ticks text {
  fill: var(--muted);
  font-size: 0.75rem;
}
.marker {
  fill: var(--muted);
  stroke: var(--card);
}
.marker.good {
  fill: var(--good-bar);
}
.marker.bad {
  fill: none;
  stroke: var(--bad-bar);
  stroke-width: 2.5;
}
.marker.unsure {
  fill: none;
  stroke: var(--unsure);
  stroke-width: 2;
}
.events {
  list-style: none;
}
.events li {
  display: grid;
  grid-template-columns: 12.5rem 11rem minmax(0, 1fr);
  gap: 0 0.75rem;
  padding: 0.125rem 0;
}
.events .mark {
  align-self: start;
  justify-self: start;
}

/* fleet/evidence/page/styles/narrow.css */
@media screen and (max-width: 72rem) {
  .chart {
    grid-column: 1 / -1;
  }
}
@media screen and (min-width: 68.01rem) and (max-width: 84rem) {
  .vpc-table {
    font-size: 0.8125rem;
  }
  .vpc-table th.vpc {
    width: 12rem;
  }
  .vpc-table th.account,
  .vpc-table th.region,
  .vpc-table th.standing,
  .vpc-table th.ec26 {
    width: 7.375rem;
  }
  .vpc-table th.logs {
    width: 3.75rem;
  }
  .vpc-table th.evaluated {
    width: 6.25rem;
  }
}
@media screen and (max-width: 68rem) {
  body {
    padding: 0 0.75rem 2rem;
  }
  .card {
    padding: 0.875rem;
  }
  .headline,
  .facts {
    grid-column: 1 / -1;
  }
  .controls {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }
  .controls .text {
    grid-column: 1 / -1;
  }
  .halves,
  .details {
    grid-template-columns: minmax(0, 1fr);
  }
  .tiles {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
  .data,
  .data tbody,
  .data tr,
  .data td,
  .data tbody th,
  .data caption {
    display: block;
  }
  .data:not(.vpc-table) thead {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .data tr {
    padding: 0.375rem 0;
    border-top: 1px solid var(--line);
  }
  .data tbody th,
  .data td {
    display: grid;
    grid-template-columns: 8.5rem minmax(0, 1fr);
    gap: 0 0.75rem;
    width: auto;
    padding: 0.0625rem 0;
    border: 0;
    text-align: left;
  }
  .data .number {
    text-align: left;
  }
  .data tbody th {
    display: block;
    font-weight: 600;
  }
  .data td::before {
    content: attr(data-label);
    grid-row: 1 / span 3;
    color: var(--muted);
  }
  .data td > * {
    grid-column: 2;
    justify-self: start;
  }
  .vpc-table tr.vpc {
    padding-left: 0.625rem;
    border-left: 4px solid var(--idle-bar);
  }
  .vpc-table tr.vpc > th {
    padding: 0;
    border: 0;
  }
  .vpc-table tr.gap {
    border-left-color: var(--bad-bar);
  }
  .vpc-table tr.unknown {
    border-left-color: var(--unsure-bar);
  }
  .vpc-table tr.covered {
    border-left-color: var(--good-bar);
  }
  .name {
    font-weight: 400;
  }
  .vpc-table tr.details-row {
    padding: 0;
    border: 0;
  }
  .vpc-table tr.details-row td {
    display: block;
  }
  .details-row td::before {
    display: none;
  }
  .vpc-table thead tr {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    border: 0;
  }
  .vpc-table thead th[class] {
    position: static;
    width: auto;
    padding: 0;
    box-shadow: none;
  }
  .vpc-table thead button {
    padding: 0.125rem 0.5rem;
    border-color: var(--line);
  }
  .vpc-table [aria-sort=ascending] button,
  .vpc-table [aria-sort=descending] button {
    border-color: var(--control);
  }
  .events li {
    grid-template-columns: minmax(0, 1fr);
    padding: 0.25rem 0;
    border-top: 1px dashed var(--line);
  }
  .events .what {
    grid-column: 1;
  }
}
@media screen and (max-width: 36rem) {
  .share {
    grid-template-columns: minmax(0, 1fr);
  }
  .controls {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
  .commands > div,
  .facts-list > div,
  .facts dl > div {
    grid-template-columns: 7.25rem minmax(0, 1fr);
    gap: 0 0.75rem;
  }
  .lane {
    grid-template-columns: 5.75rem minmax(0, 1fr);
  }
  .details {
    padding: 0.75rem;
  }
  .drawing {
    padding: 0.5rem 1rem 0.25rem 0.5rem;
  }
  .pages label {
    margin-left: 0;
  }
}

/* fleet/evidence/page/styles/print.css */
@media print {
  @page {
    margin: 14mm 12mm 16mm;
    @bottom-left {
      content: "VPC flow logs: evidence for Security Hub EC2.6";
      font: 8pt sans-serif;
    }
    @bottom-right {
      content: counter(page) " / " counter(pages);
      font: 8pt sans-serif;
    }
  }
  body {
    max-width: none;
    padding: 0;
    background: none;
    font-size: 9pt;
    -webkit-print-color-adjust: exact;
    print-color-adjust: exact;
  }
  nav,
  .pages,
  .skip,
  .controls,
  #vpcs-count,
  .arrow {
    display: none;
  }
  .printed {
    display: block;
  }
  a {
    color: inherit;
    text-decoration: none;
  }
  header {
    padding: 0 0 3mm;
  }
  main {
    display: block;
  }
  .card {
    margin-bottom: 4mm;
    padding: 0;
    border: 0;
  }
  h2,
  h3,
  h4,
  caption {
    break-after: avoid;
  }
  .headline,
  .facts,
  .halves > div,
  tr,
  .part > *,
  .note {
    break-inside: avoid;
  }
  .tiles {
    gap: 2mm;
  }
  .tile {
    padding: 2mm;
  }
  .data thead {
    display: table-header-group;
  }
  .vpcs {
    break-before: page;
  }
  .vpc-table {
    font-size: 7pt;
  }
  .vpc-table thead th {
    position: static;
    box-shadow: none;
  }
  .vpc-table .mark {
    padding: 0 0.25em;
  }
  button.id {
    min-height: 0;
    padding: 0;
    border: 0;
    color: inherit;
    font-weight: 600;
  }
  button.id::before {
    display: none;
  }
  .data tbody th,
  .data td {
    padding: 1mm 2mm 1mm 0;
  }
  .vpc-table tr.vpc > th {
    padding-left: 1.5mm;
  }
  .vpc-table th.vpc {
    width: 18%;
  }
  .vpc-table th.account {
    width: 11.5%;
  }
  .vpc-table th.region,
  .vpc-table th.standing {
    width: 11.5%;
  }
  .vpc-table th.ec26 {
    width: 11%;
  }
  .vpc-table th.logs {
    width: 6%;
  }
  .vpc-table th.evaluated {
    width: 11%;
  }
  .vpc-table .name,
  .vpc-table .why,
  .vpc-table code,
  .vpc-table .id {
    line-height: 1.3;
  }
  summary {
    list-style: none;
    color: inherit;
  }
  .details {
    padding: 2mm 4mm;
  }
  .events li {
    grid-template-columns: 9.5rem 9.5rem minmax(0, 1fr);
  }
}

/* fleet/evidence/page/styles/page.css */
`;
export const STYLE_HASH = 'sha256-voBlRu7ziK2+zPfdhH86SfapyEGy2doSQf9HPnzKuuE=';
