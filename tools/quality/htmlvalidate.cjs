// How html-validate judges our pages: its standard rules, but for these.
module.exports = {
  root: true,
  extends: ["html-validate:standard"],
  rules: {},
};
