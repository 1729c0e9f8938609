<?cs # What is missing until the shop opens. Data: checklist.*, csrf. ?>
<div class="checklist-bar"><progress value="<?cs var:checklist.done ?>" max="<?cs var:checklist.all ?>" aria-label="<?cs var:checklist.progress ?>"></progress> <span class="per"><?cs var:checklist.progress ?></span></div>
<ol class="checklist"><?cs each:x = checklist.steps ?>
<li<?cs if:x.done ?> class="checklist-done"<?cs /if ?>>
<span class="checklist-mark" aria-hidden="true"><?cs if:x.done ?>✓<?cs /if ?></span>
<p class="checklist-what"><strong><?cs var:x.name ?></strong><?cs if:x.done ?> <span class="aside-only"><?cs var:t("(done)") ?></span><?cs elif:x.later ?> <span class="per">(<?cs var:t("may come later") ?>)</span><?cs /if ?><br><span class="per"><?cs var:x.help ?></span></p>
<?cs if:x.terms ?><p class="checklist-do"><a class="button button-quiet button-small" href="<?cs var:url_validate(x.href) ?>"><?cs var:t("Read them") ?></a></p>
<?cs if:!x.done ?><form class="checklist-do" action="/office/checklist/terms" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><button class="button-small"><?cs var:t("They are ours") ?></button></form><?cs /if ?>
<?cs else ?><p class="checklist-do"><a class="button button-small<?cs if:x.done ?> button-quiet<?cs /if ?>" href="<?cs var:url_validate(x.href) ?>"><?cs if:x.done ?><?cs var:t("Look") ?><?cs else ?><?cs var:t("Do it") ?><?cs /if ?><span class="aside-only">: <?cs var:x.name ?></span></a></p><?cs /if ?>
</li><?cs /each ?>
</ol>
<?cs if:!checklist.open ?><?cs if:checklist.ready ?><form class="checklist-open" action="/office/checklist/open" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p><?cs var:t("Everything is there. From now on the web takes orders.") ?></p>
<button><?cs var:t("Open the shop") ?></button>
</form><?cs else ?><p class="per"><?cs var:t("Until it opens, the web shop shows your goods and says that it opens soon. Nobody can order.") ?></p><?cs /if ?><?cs /if ?>
