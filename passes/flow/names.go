package flow

import (
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
	"github.com/cryptolint/cryptolint/passes/flow/internal/named"
)

// Suggests reports whether a name says that a value is a secret.
func (g *Graph) Suggests(name string) bool { return named.Suggests(g.names(), name) }

// SurelySecret reports whether a name says of a value, and cannot mean anything else, that it is
// a password, a token or a key. The secret of an OAuth client is none: a program that people
// install cannot keep it. What is there for a test or for show is none either.
func (g *Graph) SurelySecret(name string) bool {
	switch read := g.ReadName(name); read.What {
	case "password", "token", "key":
		return read.Sure && !lexicon.Harmless(name) && !lexicon.OfClient(name)
	}
	return false
}

// SuggestsSalt reports whether a name says that a value is a salt, which is no secret.
func SuggestsSalt(name string) bool { return lexicon.Classify(name) == lexicon.Salt }

// SuggestsCertificate reports whether a name says that a value is a certificate or a public
// key.
func SuggestsCertificate(name string) bool { return lexicon.SaysCertificate(name) }

// SuggestsDigest reports whether a name says that a value is the output of a hash.
func SuggestsDigest(name string) bool { return lexicon.SaysDigest(name) }

// NamedSinks returns the places at which a value gets a name that suggests a role:
// the store in a field Token, the return of a function newSessionID, the variable
// otp, the argument for a parameter password, the map key "token". The roles are
// only as good as the names.
func (g *Graph) NamedSinks(roles ...cryptoapi.Role) []*Sink {
	if g.e == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(g.once.named()), func(s *Sink) bool { return !slices.Contains(roles, s.Role) })
}

// NamedBy returns the places at which a value of text or bytes is kept in a field, kept
// as an entry of a map, or returned, under a name that a rule looks for. They have no
// role.
func (g *Graph) NamedBy(says func(name string) bool) []*Sink {
	if g.e == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return named.By(g.e, says)
}

// SuggestsPasswordHash reports whether a name says that a value is made from a password,
// to be stored in its place: hashPassword, PasswordDigest.
func SuggestsPasswordHash(name string) bool { return lexicon.HashOfPassword(name) }

// SuggestsPassword reports whether a name is a word for a password, also a short one that
// stands for much else: pw, pass. It needs a second name that says so.
func SuggestsPassword(name string) bool { return lexicon.WordForPassword(name) }

// OfChallenge reports whether an origin is the field of a challenge, by the name of the type:
// it is sent to whom it challenges, and no secret whatever it is called.
func OfChallenge(o *Origin) bool { return lexicon.InChallenge(o.Owner(), o.Name) }

// SuggestsMAC reports whether a name says that a value is a MAC, a signature or a tag.
func SuggestsMAC(name string) bool { return lexicon.SaysMAC(name) }

// SuggestsCookie reports whether the name of a cookie says that its value lets
// its bearer in.
func SuggestsCookie(name string) bool { return lexicon.Cookie(name) }

// NameNoun says what a name stands for in a message: "session id". It is empty
// for a name that suggests nothing.
func NameNoun(name string) string { return lexicon.Noun(name) }

// namesOf returns what is known of names, with those that the configuration says.
func namesOf(pass *analysis.Pass) lexicon.Lexicon {
	return lexicon.With(pass.ResultOf[rule.Settings].(*config.Config).SecretNames)
}

// names returns what is known of names.
func (g *Graph) names() lexicon.Lexicon {
	if g.e == nil {
		return lexicon.Lexicon{}
	}
	return g.e.Names
}

// SuggestsLabel reports whether a name says that a value is something that people and
// programs are known by: a user, an email address, an id.
func SuggestsLabel(name string) bool { return lexicon.Labels(name) }

// SuggestsHarmless reports whether a name says that a value may as well be guessed: it is a
// label, or something for a while, for show or for a test.
func SuggestsHarmless(name string) bool { return lexicon.Harmless(name) }

// SuggestsPlaintext reports whether the name of a value says that it is to be encrypted, or
// that of a function that it encrypts.
func SuggestsPlaintext(name string) bool { return lexicon.SaysPlaintext(name) }

// SuggestsOpening reports whether the name of a value says that it is a ciphertext or a
// signature, or that of a function that it decrypts, signs or verifies.
func SuggestsOpening(name string) bool { return lexicon.SaysOpening(name) }

// SuggestsBlinding reports whether a name is about blind signatures, or blinding.
func SuggestsBlinding(name string) bool { return lexicon.SaysBlind(name) }

// SuggestsAuthentication reports whether a name is about MACs, tags or signatures.
func SuggestsAuthentication(name string) bool { return lexicon.SaysAuthentication(name) }

// SuggestsKeystream reports whether the name of a function, file or package says that it
// encrypts no message by itself: a generator, a mask, a part of another mode, a key that is
// wrapped, sectors of a disk.
func SuggestsKeystream(name string) bool { return lexicon.SaysKeystream(name) }

// SuggestsCumulative reports whether a name is about digests of everything so far: a chain, a
// transcript.
func SuggestsCumulative(name string) bool { return lexicon.SaysCumulative(name) }

// SuggestsChange reports whether the name of a function says that somebody who is known
// changes or removes something: ChangePassword, updateEmail.
func SuggestsChange(name string) bool { return lexicon.SaysChange(name) }

// SuggestsMaking reports whether the name of a function says that it makes something new:
// generateToken, NewCode.
func SuggestsMaking(name string) bool { return lexicon.SaysMaking(name) }
