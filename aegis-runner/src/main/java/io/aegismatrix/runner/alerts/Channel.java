package io.aegismatrix.runner.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.runner.config.AlertSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A way to reach people.
 *
 * @param name what it is called in messages and in the memory; its address is a secret
 * @param request how a message is put to it
 */
record Channel(String name, Function<Message, HttpRequest.Builder> request) {

    private static final String JSON = "application/json";

    /** The channels that are set, in the order of their names. */
    static List<Channel> of(AlertSettings settings) {
        List<Channel> channels = new ArrayList<>();
        settings.ntfy().ifPresent(ntfy -> channels.add(new Channel("ntfy", message -> ntfy(ntfy, message))));
        settings.telegram()
                .ifPresent(telegram -> channels.add(new Channel("telegram", message -> telegram(telegram, message))));
        settings.hook()
                .ifPresent(hook -> channels.add(new Channel("hook", message -> post(hook, JSON, message.json()))));
        return channels;
    }

    private static HttpRequest.Builder ntfy(AlertSettings.Ntfy ntfy, Message message) {
        HttpRequest.Builder request =
                post(ntfy.topic(), "text/plain; charset=utf-8", message.text()).header("Title", "AegisMatrix");
        ntfy.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private static HttpRequest.Builder telegram(AlertSettings.Telegram telegram, Message message) {
        String json = new JsonMapper()
                .createObjectNode()
                .put("chat_id", telegram.chat())
                .put("text", message.text())
                .put("disable_web_page_preview", true)
                .toString();
        return post(telegram.address(), JSON, json);
    }

    private static HttpRequest.Builder post(URI address, String type, String body) {
        return HttpRequest.newBuilder(address).header("Content-Type", type).POST(BodyPublishers.ofString(body, UTF_8));
    }
}
