"""The localized site: routes, links, facets, cards, phrases and dates, shared by pages, feeds and search."""
