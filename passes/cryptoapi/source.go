package cryptoapi

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/nearest"
)

// Words that relate a value to the arguments of the call.
const (
	fromWord = "from" // their data becomes part of the value
	ofWord   = "of"   // the value was computed from them and does not show them
	orWord   = "or"   // the value may be one of them instead
)

func isRelation(word string) bool { return word == fromWord || word == ofWord || word == orWord }

// parseSource reads what a value is: an origin with or without an algorithm, and
// how it is related to the arguments: "ciphertext:GCM from 0 of 2". Of is nil
// where the words do not say it, and empty after "of none".
func parseSource(value []string) (Source, error) {
	var s Source
	if !isRelation(value[0]) {
		word, algorithm, _ := strings.Cut(value[0], ":")
		kind, err := kindOf(word)
		if err != nil {
			return s, err
		}
		s.Kind, s.Opaque = kind, word == unknownWord
		if s.Detail, err = parseAlgorithm(word, kind, algorithm); err != nil {
			return s, err
		}
		value = value[1:]
	}
	for ; len(value) >= 2; value = value[2:] {
		if err := s.relate(value[0], value[1]); err != nil {
			return s, err
		}
	}
	if len(value) > 0 {
		return s, badRelation(value[0])
	}
	return s, s.check()
}

func badRelation(word string) error {
	if isRelation(word) {
		return fmt.Errorf("%s needs arguments: say their indices, as in %s 0,1", word, word)
	}
	return fmt.Errorf("unknown word %q: after an origin comes from, of or or, with the indices of arguments", word)
}

// relate reads one relation to arguments.
func (s *Source) relate(word, list string) error {
	var into *[]int
	switch word {
	case fromWord:
		into = &s.From
	case ofWord:
		into = &s.Of
	case orWord:
		into = &s.Or
	default:
		return badRelation(word)
	}
	if *into != nil {
		return fmt.Errorf("%s is there twice: list all arguments after one", word)
	}
	*into = []int{}
	if word == ofWord && list == noneWord {
		return nil
	}
	for item := range strings.SplitSeq(list, ",") {
		i, err := argumentIndex(item)
		if err != nil {
			return err
		}
		if slices.Contains(*into, i) {
			return fmt.Errorf("%s is twice in %q", argumentName(i), word+" "+list)
		}
		*into = append(*into, i)
	}
	return nil
}

// check refuses what contradicts itself.
func (s *Source) check() error {
	switch {
	case s.Opaque && len(s.From)+len(s.Of)+len(s.Or) > 0:
		return fmt.Errorf("a value that is made of arguments is not unknown: say one of the two")
	case s.Kind == Sum && len(s.Of) != 1:
		return fmt.Errorf("a sum is that of one hash or MAC: write it as sum of receiver")
	}
	return nil
}

// parseAlgorithm checks the algorithm of an origin: rules compare names.
func parseAlgorithm(word string, kind Kind, name string) (string, error) {
	if name == "" || slices.Contains(algorithmsOf(kind), name) {
		return name, nil
	}
	known := algorithmsOf(kind)
	if len(known) == 0 {
		return "", fmt.Errorf("%s has no algorithm: leave out %q", word, name)
	}
	if meant, ok := nearest.Word(name, known); ok {
		return "", fmt.Errorf("unknown algorithm %q of %s: did you mean %s?", name, word, meant)
	}
	return "", fmt.Errorf("unknown algorithm %q of %s: leave it out, or use one of %s", name, word, strings.Join(known, ", "))
}

// complete enters what computed values are made of, where the words do not say it:
// all arguments with a role.
func (s *Source) complete(args Args) {
	if s.Of == nil && computed(s.Kind) {
		s.Of = inputs(args)
	}
	if len(s.Of) == 0 {
		s.Of = nil
	}
}

// computed reports whether values of a kind are made of others which they do not show.
func computed(kind Kind) bool {
	switch kind {
	case Hasher, MAC, Digest, Checksum, MACTag, Signature, Block, Mode, AEAD, Ciphertext, Plaintext, KDFOutput, PasswordHash:
		return true
	}
	return false
}

// inputs returns the arguments with a role, keys first: the rules take the first for
// the key.
func inputs(args Args) []int {
	var keys, others []int
	for _, i := range sortedKeys(args) {
		switch {
		case args[i] == NoRole || i == Receiver:
		case isKey(args[i]):
			keys = append(keys, i)
		default:
			others = append(others, i)
		}
	}
	if args[Receiver] != NoRole {
		keys = append(keys, Receiver)
	}
	return append(keys, others...)
}

func isKey(r Role) bool {
	switch r {
	case AsKey, AsKeyed, AsMACKey, AsSigningKey, AsDecryptionKey, AsTokenKey:
		return true
	}
	return false
}
