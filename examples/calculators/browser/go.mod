// A module of its own so that ./... of the library never looks into node_modules. The test is
// JavaScript: see package.json.
module github.com/bobine-film/bobine/examples/calculators/browser

go 1.26
