// The rules of the style sheets: what a browser would throw away, or what overrides itself.

export default {
  extends: "stylelint-config-recommended",
  rules: {
    "no-descending-specificity": null, // parts are styled in the order of the page, not of their selectors
  },
};
