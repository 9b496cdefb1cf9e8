module github.com/bobine-film/bobine

go 1.26

// At least v1.5.0: it bounds the exponent of decoded decimals, so that
// "1e1000000000" is refused instead of hanging the first addition.
require github.com/shopspring/decimal v1.6.0

require github.com/stretchr/testify v1.12.1

require go.yaml.in/yaml/v3 v3.0.5 // indirect
