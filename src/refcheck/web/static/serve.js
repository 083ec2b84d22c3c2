// What the pages do more easily with a script: files are dropped, and progress comes by itself.
// Without it, the form is sent as it is, and the waiting page renews itself.
"use strict";

function say(place, text) {
  const line = document.createElement("p");
  line.className = "problem";
  line.textContent = text;
  place.replaceChildren(line);
}

function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

function tooMuch(form, files) {
  const most = { file: Number(form.dataset.fileBytes), all: Number(form.dataset.requestBytes) };
  if (files.length > Number(form.dataset.files)) {
    return `At most ${form.dataset.files} files can be checked at once.`;
  }
  const large = [...files].find((one) => one.size > most.file);
  if (large) return `${large.name} is too large: at most ${megabytes(most.file)} a file.`;
  const all = [...files].reduce((sum, one) => sum + one.size, 0);
  return all > most.all ? `That is too large: at most ${megabytes(most.all)} at once.` : "";
}

function takeFiles(form) {
  const input = form.querySelector("#file");
  const problem = document.querySelector("#problem");
  document.querySelector("#drop-help").hidden = false;
  form.addEventListener("submit", (event) => {
    const text = form.querySelector("#text").value.trim();
    const wrong = input.files.length || text
      ? tooMuch(form, input.files)
      : "There is nothing to check: choose a file, or paste a list.";
    if (wrong) {
      event.preventDefault();
      say(problem, wrong);
    }
  });
  let depth = 0;
  const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  const mark = (change) => {
    depth = change ? depth + change : 0;
    document.body.classList.toggle("dragging", depth > 0);
  };
  document.addEventListener("dragenter", (event) => holdsFiles(event) && mark(1));
  document.addEventListener("dragleave", (event) => holdsFiles(event) && mark(-1));
  document.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(0);
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

function follow(job) {
  const words = job.querySelector("#words");
  const bar = job.querySelector("#bar");
  const events = new EventSource(job.dataset.events);
  let spoken = 0;
  events.addEventListener("progress", (event) => {
    const now = JSON.parse(event.data);
    if (now.all) {
      bar.max = now.all;
      bar.value = now.done;
    }
    document.title = `${now.words} - refcheck`;
    // A screen reader reads every change out: every few seconds is enough.
    if (Date.now() - spoken > 3000 || !spoken) {
      spoken = Date.now();
      words.textContent = now.words;
    }
  });
  events.addEventListener("over", () => {
    events.close();
    window.location.reload();
  });
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) {
      window.setTimeout(() => window.location.reload(), 3000);
    } else {
      words.textContent = "The connection to refcheck was lost; trying again";
    }
  });
}

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#check");
  const job = document.querySelector("#job");
  if (form) takeFiles(form);
  if (job) follow(job);
});
