// Configuration of html-validate: its standard rules, with exceptions.
module.exports = {
  root: true,
  extends: ["html-validate:standard"],
  rules: {},
};
