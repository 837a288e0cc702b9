// Files one by one, each with its progress: what has arrived stays, whatever happens to the others.
(() => {
  "use strict";
  const form = document.querySelector("[data-give]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector(".pf-arriving");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = { "X-CSRFToken": token, Accept: "application/json" };

  const line = (file) => {
    const item = document.createElement("li");
    const name = document.createElement("bdi");
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = file.size;
    bar.value = 0;
    const said = document.createElement("span");
    said.textContent = form.dataset.sending;
    bar.setAttribute("aria-label", file.name);
    item.append(name, bar, said);
    list.append(item);
    return { bar, said, item };
  };

  // fetch tells nothing of how much has been sent
  const send = (address, file, shown) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", address);
      Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
      request.upload.onprogress = (event) => (shown.bar.value = event.loaded);
      request.onload = () => {
        if (request.status === 201) return resolve();
        let trouble = form.dataset.failed;
        try { trouble = JSON.parse(request.responseText).trouble || trouble; } catch { /* not ours: a proxy's page */ }
        reject(new Error(trouble));
      };
      request.onerror = () => reject(new Error(form.dataset.failed));
      const body = new FormData();
      body.append("do", "add");
      body.append("file", file);
      request.send(body);
    });

  const one = async (address, file, shown) => {
    try {
      await send(address, file, shown);
      shown.bar.value = file.size;
      shown.said.textContent = form.dataset.sent;
      shown.item.dataset.done = "";
      return true;
    } catch (error) {
      shown.said.textContent = error.message;
      return false;
    }
  };

  const retry = (address, file, shown) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = form.dataset.again;
    button.addEventListener("click", async () => {
      button.remove();
      if (!(await one(address, file, shown))) retry(address, file, shown);
      else if (!list.querySelector("button[type=button]")) await start(address);
    });
    shown.item.append(" ", button);
  };

  const start = async (address) => {
    const body = new URLSearchParams({ do: "start", csrfmiddlewaretoken: token });
    try {
      await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "manual" });
    } catch {
      return goOn(address); // the line is down: what has arrived waits there
    }
    location.href = address;
  };

  const goOn = (address) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.className = "pf-main";
    button.textContent = form.dataset.goOn;
    button.addEventListener("click", (event) => { event.preventDefault(); item.remove(); start(address); });
    item.append(button);
    list.append(item);
  };

  const give = async (files) => {
    if (!files.length) return;
    list.hidden = false;
    list.replaceChildren();
    let opened;
    try {
      opened = await fetch(form.action, { method: "POST", headers });
    } catch {
      list.textContent = form.dataset.failed;
      return;
    }
    if (opened.status !== 201) return form.submit(); // signed out, or no longer allowed: the page that says so
    const { address } = await opened.json();
    const shown = files.map(line);
    let whole = true, some = false;
    for (let i = 0; i < files.length; i += 1) {
      const arrived = await one(address, files[i], shown[i]);
      if (!arrived) retry(address, files[i], shown[i]);
      whole &&= arrived;
      some ||= arrived;
    }
    if (whole) await start(address);
    else if (some) goOn(address);
  };

  // A folder dropped on the page is walked; browsers hand over its files a hundred at a time.
  const walk = async (entry) => {
    if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
    const reader = entry.createReader(), found = [];
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) return found;
      for (const inner of some) found.push(...(await walk(inner)));
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    give([...input.files]);
  });
  document.addEventListener("dragover", (event) => { event.preventDefault(); form.dataset.over = ""; });
  document.addEventListener("dragleave", () => delete form.dataset.over);
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    delete form.dataset.over;
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    give((await Promise.all(entries.map(walk))).flat());
  });
})();
