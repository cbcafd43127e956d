import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.common.utils.Exit;

/**
 * Runs Kafka's own tools one after another in a single JVM: a JVM start costs as much as ten of their runs.
 *
 * <p>A request is a line of tab-separated base64 fields: main class, standard input, arguments. The answer is a line:
 * exit status, then base64 of standard output and of standard error, as they were when the tool asked to exit.
 */
public class JavaTools {
    /** Thrown where a tool calls Exit.exit, so that nothing after the call runs, as in a process of its own. */
    private static final class Exited extends Error {
        Exited() {
            super("exit", null, false, false);
        }
    }

    /**
     * The stream that the tools print to. It stays the same object over all runs, because Scala's Console and the
     * loggers keep the one they saw first.
     */
    private static final class Capture extends OutputStream {
        private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            bytes.write(b);
        }

        @Override
        public synchronized void write(byte[] b, int from, int count) {
            bytes.write(b, from, count);
        }

        synchronized void reset() {
            bytes = new ByteArrayOutputStream();
        }

        synchronized String encoded() {
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        }
    }

    private static final Capture OUT = new Capture();
    private static final Capture ERR = new Capture();
    private static String answer;

    private static synchronized void exited(int status) {
        System.out.flush();
        System.err.flush();
        // Tools that exit inside a guard come here twice; the first time is what a process would have done.
        if (answer == null) answer = status + "\t" + OUT.encoded() + "\t" + ERR.encoded();
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static void run(String[] fields) throws Exception {
        answer = null;
        OUT.reset();
        ERR.reset();
        System.setIn(new ByteArrayInputStream(Base64.getDecoder().decode(fields[1])));
        String[] arguments = new String[fields.length - 2];
        for (int i = 0; i < arguments.length; i++) arguments[i] = text(fields[i + 2]);
        try {
            Class.forName(text(fields[0])).getMethod("main", String[].class).invoke(null, (Object) arguments);
            exited(0);
        } catch (InvocationTargetException e) {
            if (answer == null) {
                System.err.print("Exception in thread \"main\" ");
                e.getCause().printStackTrace();
                exited(1);
            }
        }
    }

    public static void main(String[] unused) throws Exception {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream answers = System.out;
        System.setOut(new PrintStream(OUT, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(ERR, true, StandardCharsets.UTF_8));
        Exit.Procedure procedure = (status, message) -> {
            exited(status);
            throw new Exited();
        };
        Exit.setExitProcedure(procedure);
        Exit.setHaltProcedure(procedure);
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            run(line.split("\t", -1));
            answers.println(answer);
            answers.flush();
        }
        Runtime.getRuntime().halt(0);
    }
}
