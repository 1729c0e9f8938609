<?cs # Whose delivery, where and since when. Data: delivery. ?><p class="back"><a href="/office/receiving"><?cs var:t("Receiving") ?></a></p>
<div class="title">
<h1><bdi><?cs var:delivery.supplier ?></bdi></h1>
<span class="stage stage-<?cs var:delivery.stage ?>"><?cs var:delivery.state_name ?></span>
</div>
<p class="soft"><?cs if:delivery.reference ?><?cs var:t("Delivery note") ?> <bdi class="code" dir="ltr"><?cs var:delivery.reference ?></bdi> · <?cs /if ?><bdi><?cs var:delivery.place ?></bdi> · <?cs var:delivery.opened_at ?><?cs if:delivery.opened_by ?> · <bdi><?cs var:delivery.opened_by ?></bdi><?cs /if ?></p>
<?cs if:delivery.note ?><p class="note"><bdi><?cs var:delivery.note ?></bdi></p><?cs /if ?>
