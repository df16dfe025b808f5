package xls

// tokenSizes are the bytes behind each token of a formula, by its low bits; 0xff
// is a token without a fixed size, or none.
var tokenSizes = [64]byte{
	0xff, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 00: references to shared formulas, operators
	0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 1, 2, 8, // 10: operators, texts, attributes, constants
	7, 2, 3, 4, 4, 8, 6, 6, 6, 2, 4, 8, 4, 8, 0xff, 0xff, // 20: arrays, functions, names, references
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 6, 6, 10, 6, 10, 0xff, 0xff, // 30: references to other sheets
}

const (
	tokenText       = 0x17
	tokenAttribute  = 0x19
	tokenArray      = 0x20
	tokenMemory     = 0x26
	attributeChoose = 0x04
)

// endsWithTokens says whether nothing may stand behind the tokens of a formula:
// all of them are known, and none keeps a part of itself there. A damaged length
// of the record would otherwise swallow the cells that follow.
func endsWithTokens(tokens []byte) bool {
	for len(tokens) > 0 {
		id := tokens[0] & 0x3f
		if tokens[0] >= 0x40 {
			id |= 0x20 // the same token for another kind of operand
		}
		n := tokenLength(id, tokens)
		if n < 0 || n > len(tokens) || id == tokenArray || id == tokenMemory {
			return false
		}
		tokens = tokens[n:]
	}
	return true
}

// tokenLength is the length of the first token; negative where it is not known.
func tokenLength(id byte, tokens []byte) int {
	switch {
	case id == tokenText && len(tokens) >= 3:
		return 3 + int(tokens[1])*int(1+tokens[2]&flagWide)
	case id == tokenAttribute && len(tokens) >= 4:
		if tokens[1]&attributeChoose != 0 {
			return 6 + 2*int(u16(tokens[2:]))
		}
		return 4
	case tokenSizes[id] == 0xff:
		return -1
	}
	return 1 + int(tokenSizes[id])
}
