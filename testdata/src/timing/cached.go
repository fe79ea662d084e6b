package timing

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
)

// A cache calls its entries by names that contain a MAC, so that a password is not in them.
// It asks its entries what they are called now, and nobody else chooses that.

type volume interface{ Name() string }

type volumes struct {
	key     []byte
	opened  map[string]volume
	renamed map[string]string
	current string
}

func (v *volumes) name(user, password string) string {
	mac := hmac.New(sha256.New, v.key)
	mac.Write([]byte(password))
	return "volume-" + user + "-" + hex.EncodeToString(mac.Sum(nil)[:8])
}

func (v *volumes) goodOpen(user, password string, open func(string) volume) volume {
	name := v.name(user, password)
	found := open(name)
	if now := found.Name(); now != name { // the cache follows what was renamed
		v.renamed[name] = now
	}
	return found
}

func (v *volumes) goodThroughHelper(user, password string, open func(string) volume) volume {
	return keep(v.opened, v.name(user, password)+":/", open)
}

func keep(all map[string]volume, name string, open func(string) volume) volume {
	found := open(name)
	if found.Name() != name {
		all[found.Name()] = found
	}
	return found
}

func (v *volumes) goodSwitch(user, password string) {
	if next := fmt.Sprintf("%s@%s", v.name(user, password), "main"); v.current != next {
		v.current = next
	}
}

// A cookie that contains a MAC is sent back by a peer, who may try others.
func (v *volumes) badCookie(r *http.Request) bool {
	cookie, err := r.Cookie("volume")
	return err == nil && cookie.Value == v.name(r.FormValue("user"), "") // want `CL501: an HMAC-SHA-256`
}

func (v *volumes) badHeader(r *http.Request) bool {
	user := r.FormValue("user")
	return same(r.Header.Get("X-Volume"), "v1:"+v.name(user, "")) // want `CL501: an HMAC-SHA-256`
}

func same(a, b string) bool { return a == b }

// BadLink reports whether a link, which callers have from wherever they want, is one of ours.
func (v *volumes) BadLink(link, user string) bool {
	return link == "https://volumes.example/"+v.name(user, "") // want `CL501: an HMAC-SHA-256`
}
