package password_test

import "strings"

// wordList stands for an embedded word list: 400 words, one a line.
var wordList = func() string {
	var b strings.Builder
	for _, first := range strings.Fields("ba be bi bo bu da de di do du ka ke ki ko ku ma me mi mo mu") {
		for _, last := range strings.Fields("la le li lo lu na ne ni no nu ra re ri ro ru ta te ti to tu") {
			b.WriteString(first + last + "\n")
		}
	}
	return b.String()
}()
