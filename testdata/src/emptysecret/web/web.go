// Package web lets administrators in.
package web

import (
	"crypto/subtle"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

func badGin(c *gin.Context) {
	if subtle.ConstantTimeCompare([]byte(c.GetHeader("X-Token")), []byte(os.Getenv("GIN_TOKEN"))) != 1 { // want `CL502: .* "GIN_TOKEN", which may be empty`
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}
