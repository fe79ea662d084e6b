package weakrandom

import (
	"math/rand"
	"strconv"
)

// Two secrets are made of one number. Neither is on the way to the other, so both are
// reported: a comment at one says nothing of the other.

var boot = strconv.FormatInt(rand.Int63(), 36)

type demo struct{ Token string }

type login struct{ ResetToken string }

func badDemoToken(d *demo) {
	d.Token = boot // want "CL401: weakrandom.demo.Token is generated with math/rand"
}

func badResetToken(l *login) {
	l.ResetToken = boot // want "CL401: weakrandom.login.ResetToken is generated with math/rand"
}

func badThroughHelper(l *login) { setReset(l, boot) } // want "CL401: the token in the parameter token of weakrandom.setReset is generated with math/rand"

func setReset(l *login, token string) { l.ResetToken = token }

// The same token twice in one function is one defect, and so is one that comes out of
// newBootToken, where it is reported.

func badBothTokens(d *demo, l *login) {
	token := strconv.FormatInt(rand.Int63(), 36)
	d.Token = token // want "CL401: weakrandom.demo.Token is generated with math/rand"
	l.ResetToken = token
}

func newBootToken() string {
	return strconv.FormatInt(rand.Int63(), 36) // want "CL401: the token in the result of newBootToken is generated with math/rand"
}

func goodTokenOfFunction(l *login) { l.ResetToken = newBootToken() }
