// Package bound authenticates with what decoders have put into structs.
package bound

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"example.test/timing/web/bound/wire"
)

type login struct{ Name, Pass, Refresh string }

type settings struct {
	hookToken string
	admin     struct{ name, pass string }
}

func (s *settings) badGinBind(c *gin.Context) {
	var in login
	if c.ShouldBindJSON(&in) != nil || in.Pass != s.admin.pass { // want `CL501: s.admin.pass`
		c.Status(http.StatusForbidden)
	}
}

func (s *settings) badGinBindAny(c *gin.Context) {
	var in login
	if c.Bind(&in) != nil || in.Pass != s.admin.pass { // want `CL501: s.admin.pass`
		c.Status(http.StatusForbidden)
	}
}

func (s *settings) badGinHeader(c *gin.Context) bool { return c.GetHeader("X-Token") == s.hookToken } // want `CL501: s.hookToken`

func (s *settings) badGinForm(c *gin.Context) bool { return c.PostForm("token") == s.hookToken } // want `CL501: s.hookToken`

func (s *settings) badGinCookie(c *gin.Context) bool {
	sent, err := c.Cookie("token")
	return err == nil && sent == s.hookToken // want `CL501: s.hookToken`
}

func (s *settings) badEchoBind(c echo.Context) error {
	var in login
	if err := c.Bind(&in); err != nil {
		return err
	}
	if in.Pass != s.admin.pass { // want `CL501: s.admin.pass`
		return echo.ErrForbidden
	}
	return nil
}

func (s *settings) badEchoCookie(c echo.Context) bool {
	cookie, err := c.Cookie("token")
	return err == nil && cookie.Value == s.hookToken // want `CL501: s.hookToken`
}

func (s *settings) badMessage(r *http.Request) bool {
	var in wrapperspb.StringValue
	if proto.Unmarshal([]byte(r.FormValue("token")), &in) != nil {
		return false
	}
	return in.Value == s.hookToken // want `CL501: s.hookToken`
}

func (s *settings) badHelper(r *http.Request) bool {
	token := new(wrapperspb.StringValue)
	if wire.Unmarshal(r.PostFormValue("refresh_token"), token) != nil {
		return false
	}
	return token.Value == s.hookToken // want `CL501: s.hookToken`
}

func (s *settings) badOldHelper(r *http.Request) bool {
	token := new(wrapperspb.StringValue)
	if wire.UnmarshalOld(r.PostFormValue("refresh_token"), token) != nil {
		return false
	}
	return token.Value == s.hookToken // want `CL501: s.hookToken`
}

func (s *settings) badHelperReadsJSON(w http.ResponseWriter, r *http.Request) bool {
	var in login
	return wire.ReadJSON(w, r, &in) == nil && in.Pass == s.admin.pass // want `CL501: s.admin.pass`
}

func (s *settings) badHelperReadsBody(r *http.Request) bool {
	in := new(login)
	if err := wire.Body(r, in); err != nil {
		return false
	}
	return in.Pass == s.admin.pass // want `CL501: s.admin.pass`
}

func (s *settings) badMethodReads(r *http.Request) bool {
	var in wire.Login
	return in.Read(r.FormValue("login")) == nil && in.Pass == s.admin.pass // want `CL501: s.admin.pass`
}

// goodFile has both from files.
func (s *settings) goodFile(path string) bool {
	var in login
	return wire.ReadFile(path, &in) == nil && in.Pass == s.admin.pass
}

// goodOwn reads what the program has written.
func (s *settings) goodOwn(kept []byte) bool {
	var in wrapperspb.StringValue
	return proto.Unmarshal(kept, &in) == nil && in.Value == s.hookToken
}

// goodMethodReadsFile has both from files.
func (s *settings) goodMethodReadsFile(kept string) bool {
	var in wire.Login
	return in.Read(kept) == nil && in.Pass == s.admin.pass
}

func (s *settings) goodName(c *gin.Context, admin string) bool {
	var in login
	return c.ShouldBindJSON(&in) == nil && in.Name == admin
}
