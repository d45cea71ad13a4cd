// node gift-pegjs.js FILE.gift...: each is parsed by gift-pegjs and compared with our
// reading of it in FILE.json.
"use strict";
const fs = require("fs");
const { parse } = require("gift-pegjs");

// It knows no ordering questions, and takes them for short answers.
const types = {
  multichoice: "MC", truefalse: "TF", shortanswer: "Short", numerical: "Numerical",
  match: "Matching", ordering: "Short", essay: "Essay", description: "Description",
};

// It folds white space where a text is no HTML and no Markdown, and forgets a ";".
const folded = (text) => String(text).replace(/;|\s+/g, "");

function fail(where, what) {
  throw new Error(`${where}: ${what}`);
}

function sameChoices(where, ours, theirs) {
  if (ours.length !== theirs.length) fail(where, "number of choices");
  ours.forEach((choice, i) => {
    const text = theirs[i].text.text;
    if (typeof text === "string" && folded(choice.text) !== folded(text))
      fail(where, `choice ${choice.text} / ${text}`);
    const weight = theirs[i].weight ?? (theirs[i].isCorrect ? 100 : 0);
    if (Math.abs(choice.weight * 100 - weight) > 0.001) fail(where, "weight");
    const feedback = theirs[i].feedback ? theirs[i].feedback.text : "";
    if (folded(choice.feedback) !== folded(feedback)) fail(where, `feedback ${feedback}`);
  });
}

function samePairs(where, ours, theirs) {
  if (ours.length !== theirs.length) fail(where, "number of pairs");
  ours.forEach(([left, right], i) => {
    if (folded(left) !== folded(theirs[i].subquestion.text)) fail(where, `left ${left} | ${theirs[i].subquestion.text}`);
    // it does not resolve the escapes of right sides
    if (!/&&/.test(theirs[i].subanswer) && folded(right) !== folded(theirs[i].subanswer))
      fail(where, `right ${right} | ${theirs[i].subanswer}`);
  });
}

function sameQuestion(where, ours, theirs) {
  if (types[ours.type] !== theirs.type) fail(where, `type ${theirs.type}`);
  if (folded(ours.text) !== folded(theirs.stem.text)) fail(where, `text ${ours.text} | ${theirs.stem.text}`);
  if (theirs.title !== null && folded(ours.name) !== folded(theirs.title)) fail(where, `name ${theirs.title}`);
  if (ours.type === "match") samePairs(where, ours.pairs, theirs.matchPairs);
  if (ours.type === "multichoice") sameChoices(where, ours.choices, theirs.choices);
  if (ours.type === "shortanswer") sameChoices(where, ours.answers, theirs.choices);
  const general = theirs.globalFeedback ? theirs.globalFeedback.text : "";
  if (folded(ours.general_feedback) !== folded(general)) fail(where, `general feedback ${general}`);
}

let count = 0;
for (const file of process.argv.slice(2)) {
  const gift = fs.readFileSync(file, "utf8");
  const ours = JSON.parse(fs.readFileSync(file.replace(/gift$/, "json"), "utf8"));
  if (ours.length === 0) continue;
  let theirs;
  try {
    theirs = parse(gift).filter((question) => question.type !== "Category");
  } catch (error) {
    const line = error.location ? error.location.start.line : 1;
    fail(`${file}:${line}`, `${error.message}\n${gift.split("\n").slice(line - 4, line + 1).join("\n")}`);
  }
  if (ours.length !== theirs.length) fail(file, `${theirs.length} questions, not ${ours.length}`);
  ours.forEach((question, i) =>
    sameQuestion(`${file}:${question.line}`, question, theirs[i]));
  count += ours.length;
}
console.log(`${count} questions parsed by gift-pegjs`);
