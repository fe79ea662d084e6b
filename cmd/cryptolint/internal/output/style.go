package output

// Style writes text with or without the colours of a terminal. The zero Style
// has none.
type Style struct{ Colour bool }

func (s Style) paint(code, text string) string {
	if !s.Colour || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// Bold is for what the eye should find first.
func (s Style) Bold(text string) string { return s.paint("1", text) }

// Dim is for what stands beside.
func (s Style) Dim(text string) string { return s.paint("2", text) }

// Red is for what is bad.
func (s Style) Red(text string) string { return s.paint("1;31", text) }

// Yellow is for what may be bad.
func (s Style) Yellow(text string) string { return s.paint("1;33", text) }

// Green is for what is good.
func (s Style) Green(text string) string { return s.paint("32", text) }

// Cyan is for code and names.
func (s Style) Cyan(text string) string { return s.paint("36", text) }
