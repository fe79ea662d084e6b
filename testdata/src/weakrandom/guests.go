package weakrandom

import (
	"fmt"
	"math/rand"
)

// Whoever gives no name is a guest. The name of a guest has to differ from those of others,
// and the password is a part of it: it is no secret.

type guest struct {
	Username, Password string
	Level              int
}

type room struct {
	guests []*guest
	nobody string
}

func (r *room) goodEnter() {
	name := r.nobody
	if name == "" {
		var b [8]byte
		for i, n := 0, rand.Int63(); i < len(b); i++ {
			b[i] = alphabet[n%26]
			n /= 26
		}
		name = fmt.Sprintf("guest-%s", b[:])
		r.nobody = name
	}
	r.guests = append(r.guests, &guest{Username: name, Password: name[6:], Level: 1})
}

func goodGuest() *guest {
	g := new(guest)
	id := fmt.Sprint(rand.Int63())
	g.Username = id
	g.Password = id
	return g
}

func badEnter(r *room) {
	name := fmt.Sprintf("guest-%d", rand.Int63())
	r.guests = append(r.guests, &guest{Username: name, Password: fmt.Sprint(rand.Int63())}) // want `CL401: .*guest.Password is generated with math/rand`
}

func badGuest() *guest {
	return &guest{Username: letters(8), Password: letters(16)} // want `CL401: .*guest.Password is generated with math/rand`
}

const alphabet = "abcdefghijklmnopqrstuvwxyz"

func letters(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[rand.Intn(len(alphabet))]
	}
	return string(b)
}

// What is cut from a secret may name it: the rest stays to be guessed.

type credential struct{ ID, Secret string }

func badKeyWithPrefix() credential {
	secret := fmt.Sprintf("%016x%016x", rand.Int63(), rand.Int63())
	return credential{ID: secret[:8], Secret: secret} // want `CL401: .*credential.Secret is generated with math/rand`
}

func badNameFromPassword() *guest {
	password := fmt.Sprint(rand.Int63())
	return &guest{Username: password[:4], Password: password} // want `CL401: .*guest.Password is generated with math/rand`
}

// The bearer of a token gets in, and that it is an identifier as well changes nothing.

type ticket struct{ ID, AccessToken string }

func badTicket() ticket {
	id := fmt.Sprint(rand.Int63())
	return ticket{ID: id, AccessToken: id} // want `CL401: .*ticket.AccessToken is generated with math/rand`
}
