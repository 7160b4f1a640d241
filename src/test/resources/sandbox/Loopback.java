import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A program under test that speaks to itself over loopback, as many test suites do. */
public class Loopback {
  public static void main(String[] arguments) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket heard = server.accept()) {
      client.getOutputStream().write(42);
      System.out.println(heard.getInputStream().read() + " on " + Runtime.version().feature());
    }
  }
}
