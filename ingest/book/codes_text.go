package book

// What only files of text can have wrong.
const (
	CodeSeparator Code = "E-SEPARATOR" // fields are parted by something else than commas
	CodeQuote     Code = "E-QUOTE"     // quotes do not go in pairs
)

// TextCodes lists them.
var TextCodes = []Code{CodeSeparator, CodeQuote}
