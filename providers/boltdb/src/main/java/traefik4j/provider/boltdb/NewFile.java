package traefik4j.provider.boltdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An empty BoltDB file: two meta pages, a list of no free pages, and a leaf without entries. */
final class NewFile {
    private static final int PAGE = 4096;
    private static final int PAGES = 4;

    private NewFile() {}

    /** Makes one where there is none; it is there as a whole or not at all. */
    static void at(Path path) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(PAGES * PAGE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 2; i++) {
            file.put(i * PAGE, new Meta(PAGE, 3, 0, 2, PAGES, i).page(), 0, PAGE);
        }
        header(file, 2, Page.FREELIST);
        header(file, 3, Page.LEAF);
        Path folder = path.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(folder, "bolt", ".new");
        try {
            Files.write(unfinished, file.array());
            Files.createLink(path, unfinished);
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            return;
        } finally {
            Files.delete(unfinished);
        }
    }

    private static void header(ByteBuffer file, int page, int flags) {
        file.putLong(page * PAGE, page).putShort(page * PAGE + 8, (short) flags);
    }
}
