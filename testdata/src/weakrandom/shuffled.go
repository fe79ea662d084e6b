package weakrandom

import (
	crand "crypto/rand"
	"math/big"
	"math/rand"
	randv2 "math/rand/v2"
	"strings"
)

// The words are constants, and their order is all that is secret.

func badPassphraseOfOrder() string {
	words := strings.Fields("oak elm ash fir yew box may bay fig nut")
	rand.Shuffle(len(words), func(a, b int) { words[a], words[b] = words[b], words[a] })
	return strings.Join(words[:6], " ") // want "CL401: the passphrase in the result of badPassphraseOfOrder is generated with math/rand"
}

func badTokenOfOrder() string {
	generator := randv2.New(randv2.NewPCG(1, 2))
	letters := []byte("abcdefghijklmnopqrstuvwxyz234567")
	generator.Shuffle(len(letters), func(a, b int) { letters[a], letters[b] = letters[b], letters[a] })
	token := string(letters)
	return token // want "CL401: the token in the result of badTokenOfOrder is generated with "
}

// Letters of crypto/rand stay secret, in whatever order.
func goodTokenOfLetters() (string, error) {
	const alphabet = "abcdefghijklmnopqrstuvwxyz234567"
	letters := make([]byte, 26)
	for i := range letters {
		n, err := crand.Int(crand.Reader, big.NewInt(int64(len(alphabet))))
		if err != nil {
			return "", err
		}
		letters[i] = alphabet[n.Int64()]
	}
	rand.Shuffle(len(letters), func(a, b int) { letters[a], letters[b] = letters[b], letters[a] })
	token := string(letters)
	return token, nil
}

// Trees are planted in any order.
func goodAlley() []string {
	trees := strings.Fields("oak elm ash fir")
	rand.Shuffle(len(trees), func(a, b int) { trees[a], trees[b] = trees[b], trees[a] })
	return trees
}

// A host of a database, and what is needed there. Which one is asked first is chosen at
// random; its password is not.
type host struct{ name, password string }

func shuffledHosts(all []host) []host {
	hosts := make([]host, len(all))
	copy(hosts, all)
	rand.Shuffle(len(hosts), func(a, b int) { hosts[a], hosts[b] = hosts[b], hosts[a] })
	return hosts
}

func goodFirstHost(all []host) (password string) {
	for _, h := range shuffledHosts(all) {
		password = h.password
		break
	}
	return password
}

// The same with pointers, and in one function.
func goodAnyHost(all []*host) (password string) {
	rand.Shuffle(len(all), func(a, b int) { all[a], all[b] = all[b], all[a] })
	return all[0].password
}
