package dev.gatehand.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The parts of this package that know no framework. */
@ApplicationScoped
class WebBeans {
  @Produces
  @Singleton
  Sessions sessions(@ConfigProperty(name = "gatehand.web.token") Optional<String> token) {
    return new Sessions(token, InstantSource.system());
  }

  @Produces
  @Singleton
  CommentHtml commentHtml() {
    return new CommentHtml();
  }
}
