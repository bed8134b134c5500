package dev.handloom.device.openxr.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.openxr.XrWire;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lwjgl.openxr.XR10;
import org.lwjgl.system.Configuration;

class XrModeTest {
  private static final String HEADLESS = "XR_MND_headless";
  private static final String NEWER = "XR_KHR_vulkan_enable2";
  private static final String OLDER = "XR_KHR_vulkan_enable";

  @Test
  void nobodyDrawsWhereTheRuntimeServesWhoDoesNot() {
    assertEquals(XrMode.HEADLESS, XrMode.choose(Set.of(OLDER, NEWER, HEADLESS), false));
    assertFalse(XrMode.HEADLESS.draws());
  }

  @Test
  void withoutThatTheNewerWayToDrawIsTakenFirst() {
    assertEquals(XrMode.VULKAN_OF_RUNTIME, XrMode.choose(Set.of(OLDER, NEWER), false));
    assertEquals(XrMode.VULKAN_OF_OURS, XrMode.choose(Set.of(OLDER), false));
    assertTrue(XrMode.VULKAN_OF_OURS.draws());
  }

  @Test
  void theSettingAsksForDrawingAllTheSame() {
    assertEquals(XrMode.VULKAN_OF_RUNTIME, XrMode.choose(Set.of(OLDER, NEWER, HEADLESS), true));
    assertEquals(XrMode.VULKAN_OF_OURS, XrMode.choose(Set.of(OLDER, HEADLESS), true));
    assertEquals(XrMode.NONE, XrMode.choose(Set.of(HEADLESS), true));
  }

  @Test
  void whoOffersNeitherIsRefusedWithAWayOut() {
    assertEquals(XrMode.NONE, XrMode.choose(Set.of("XR_KHR_D3D11_enable"), false));
    assertTrue(XrMode.refusal("Some runtime", false).contains("Some runtime gives poses only to"));
    assertTrue(XrMode.refusal("Some runtime", false).contains("the page for its browser"));
    assertTrue(XrMode.refusal("Some runtime", true).contains("Set draw to false"));
  }

  @Test
  void theRoomIsBetterThanBlack() {
    int black = XR10.XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
    int glass = XR10.XR_ENVIRONMENT_BLEND_MODE_ADDITIVE;
    int room = XR10.XR_ENVIRONMENT_BLEND_MODE_ALPHA_BLEND;
    assertEquals(XrView.ROOM, XrView.best(new int[] {black, glass, room}));
    assertEquals(XrView.GLASS, XrView.best(new int[] {glass}));
    assertEquals(XrView.BLACK, XrView.best(new int[] {black}));
    assertEquals(room, XrView.ROOM.blend());
    assertEquals(XrWire.VIEW_OTHERS, XrView.OTHERS.word());
  }

  @Test
  void theUsualVulkanIsAskedForWithinWhatTheRuntimeTakes() {
    int usual = 1 << 22 | 1 << 12;
    assertEquals(usual, XrVulkan.version(xr(1, 0), xr(1, 3)));
    assertEquals(1 << 22 | 2 << 12, XrVulkan.version(xr(1, 2), xr(1, 3)));
    assertEquals(1 << 22, XrVulkan.version(xr(1, 0), xr(1, 0)));
  }

  private static long xr(int major, int minor) {
    return (long) major << 48 | (long) minor << 32;
  }

  @Test
  void aComputerWithoutVulkanIsToldWhatToInstall() {
    Configuration.VULKAN_LIBRARY_NAME.set("a-library-that-nobody-has");
    try {
      XrTrouble trouble = assertThrows(XrTrouble.class, () -> XrVulkan.load("Some runtime", false));
      assertEquals(XrTrouble.noVulkan("Some runtime", false), trouble.getMessage());
      assertTrue(String.valueOf(trouble.getMessage()).contains("no Vulkan"), trouble::toString);
      assertTrue(XrTrouble.noVulkan("Some runtime", true).contains("set draw to false"));
    } finally {
      Configuration.VULKAN_LIBRARY_NAME.set(null);
    }
  }
}
