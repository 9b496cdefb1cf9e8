package budget

// numHeads is the number of heads of opposable cost.
const numHeads = 13
