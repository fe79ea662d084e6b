package lexicon

import "testing"

func TestNamesOfTheUser(t *testing.T) {
	l := With([]string{"kennwort", "geheim_zahl"})
	for name, want := range map[string]string{
		"kennwort":       "kennwort",
		"AdminKennwort":  "kennwort",
		"GEHEIM_ZAHL":    "geheim zahl",
		"geheimZahl":     "geheim zahl",
		"kennwortLaenge": "",
		"zahl":           "",
		"password":       "password",
	} {
		if got := l.Noun(name); got != want {
			t.Errorf("Noun(%q) = %q, want %q", name, got, want)
		}
		if secret := l.Classify(name) != Nothing; secret != (want != "") {
			t.Errorf("Classify(%q) = %q", name, l.Classify(name))
		}
	}
}
