package traefik4j.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real nginx behind the proxy: serves the files of a directory, slowly below {@code /slow/}, and stores what is
 * put below {@code /uploads/}. */
final class Nginx implements AutoCloseable {
    private final Program program;
    private final int port;

    private Nginx(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    static Nginx serving(Path directory) throws IOException {
        return serving(directory, "");
    }

    /** With more in the configuration of its only server. */
    static Nginx serving(Path directory, String more) throws IOException {
        int port = Program.freePort();
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, configuration(directory, port, more));
        Program program = Program.start(directory, "nginx", "-p", directory + "/", "-c", configuration.toString());
        return new Nginx(program.awaitPort(port), port);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Signals all its processes. */
    void signal(String name) throws IOException, InterruptedException {
        program.signalAll(name);
    }

    @Override
    public void close() {
        program.close();
    }

    private static String configuration(Path directory, int port, String more) {
        return """
                daemon off;
                user root;
                pid %1$s/nginx.pid;
                error_log stderr;
                worker_processes 1;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  server {
                    listen 127.0.0.1:%2$d;
                    root %1$s;
                    client_max_body_size 0;
                    location = /small { return 200 "small\\n"; }
                    location /uploads/ { dav_methods PUT; create_full_put_path on; }
                    location /slow/ { alias %1$s/; limit_rate 400k; }
                    %3$s
                  }
                }
                """.formatted(directory, port, more);
    }
}
