package lexicon

import "testing"

func TestSaysDigest(t *testing.T) {
	for name, want := range map[string]bool{
		"msgHash": true, "digest": true, "h": true, "SHA256": true, "checksum": true, "hashed_body": true,
		"message": false, "rehearsal": false, "summary": false, "hashtag": false, "": false,
	} {
		if got := SaysDigest(name); got != want {
			t.Errorf("SaysDigest(%q) = %v, want %v", name, got, want)
		}
	}
}
