package strict

import (
	"net/http"
	"time"
)

func badCookie(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: id}) // want `CL907: the cookie "session" is set without HttpOnly and Secure; why: an attacker on the network can read it .*; fix: set HttpOnly and Secure to true, or use cookie.New`
}

const sessionCookie = "session_id"

func badScript(w http.ResponseWriter, id string) {
	cookie := new(http.Cookie)
	cookie.Name = sessionCookie
	cookie.Value = id
	cookie.Secure = true
	http.SetCookie(w, cookie) // want `CL907: the cookie "session_id" is set without HttpOnly; why: an attacker who can inject a script into a page`
}

func makeCookie(id string) *http.Cookie {
	return &http.Cookie{Name: "auth_token", Value: id, HttpOnly: true, Path: "/"}
}

func badMade(w http.ResponseWriter, id string) {
	http.SetCookie(w, makeCookie(id)) // want `CL907: the cookie "auth_token" is set without Secure`
}

func goodCookie(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: id, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

func goodConfiguredCookie(w http.ResponseWriter, id string, overTLS bool) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: id, Secure: overTLS, HttpOnly: true})
}

func goodLanguage(w http.ResponseWriter, language string) {
	http.SetCookie(w, &http.Cookie{Name: "lang", Value: language, Expires: time.Now().AddDate(1, 0, 0)})
}

func goodDeleted(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: "session", MaxAge: -1})
}

func goodDeletedValue(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "", Expires: time.Unix(0, 0)})
}

// What a client sends has no attributes.
func goodSentByClient(req *http.Request, id string) {
	req.AddCookie(&http.Cookie{Name: "session", Value: id})
}
